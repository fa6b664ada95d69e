using System;
using System.IO;
using System.Linq;

namespace SwarmTools.Testing;

/// <summary>Where things are in the working copy that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds SwarmTools.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the packaged module, as PowerShell imports it.</summary>
    public static string ModuleFolder { get; } = Directory.GetDirectories(Path.Combine(Root, "out", "SwarmTools")).Single();

    /// <summary>The manifest of the packaged module.</summary>
    public static string Manifest { get; } = Path.Combine(ModuleFolder, "SwarmTools.psd1");

    /// <summary>A file or folder of the working copy.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string folder)
    {
        for (DirectoryInfo? candidate = new(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "SwarmTools.sln")))
            {
                return candidate.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{folder}' holds SwarmTools.sln.");
    }
}
