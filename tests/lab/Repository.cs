using System;
using System.IO;
using System.Linq;

namespace SwarmTools.Lab;

/// <summary>Where things are in the working copy that the lab was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Manifest => Directory.GetDirectories(PathOf("out", "SwarmTools")).Select(folder => Path.Combine(folder, "SwarmTools.psd1")).Single();

    public static string Host => PathOf("tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll");

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

        throw new LabException("The lab must run in a working copy of SwarmTools.");
    }
}
