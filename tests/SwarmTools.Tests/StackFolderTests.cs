using System;
using System.IO;

namespace SwarmTools.Tests;

/// <summary>Tests of compose files in a folder of their own, without any engine.</summary>
public abstract class StackFolderTests : IDisposable
{
    private readonly ModuleSession _session = new();

    protected string Folder { get; } = Directory.CreateTempSubdirectory("stack").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected ScriptResult Run(string script, params object?[] arguments) => _session.Run(script, arguments);

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }
}
