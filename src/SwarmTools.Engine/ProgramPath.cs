using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace SwarmTools.Engine;

/// <summary>Finds programs on the PATH. By their bare names, .NET would look into the current folder first, where anybody may have put one.</summary>
internal static class ProgramPath
{
    /// <summary>The full path of a program; null when no folder of the PATH has it.</summary>
    public static string? Find(string name)
    {
        string file = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => folder.Trim().Trim('"'))
            .Where(folder => folder.Length > 0 && Path.IsPathRooted(folder))
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
