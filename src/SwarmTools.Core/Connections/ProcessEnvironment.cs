using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace SwarmTools.Connections;

/// <summary>The machine as this process sees it.</summary>
internal sealed class ProcessEnvironment : IConnectionEnvironment
{
    public bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public string HomeFolder => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public string? ReadText(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new SwarmException(ErrorId.EngineAccessDenied, $"The file '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    public IReadOnlyList<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];
}
