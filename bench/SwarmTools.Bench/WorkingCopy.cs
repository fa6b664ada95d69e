using System;
using System.IO;
using System.Linq;

namespace SwarmTools.Bench;

/// <summary>Where the things are that are measured.</summary>
internal sealed class WorkingCopy
{
    public WorkingCopy()
    {
        // The build may have been put elsewhere: then the benchmarks are started in the working copy.
        string root = Find(AppContext.BaseDirectory)
            ?? Find(Environment.CurrentDirectory)
            ?? throw new BenchException("Start this in the working copy: neither this program nor the current folder is inside one.");
        string modules = Path.Combine(root, "out", "SwarmTools");
        string module = Directory.Exists(modules) ? Directory.GetDirectories(modules).Single() : modules;
        Manifest = Existing(module, "SwarmTools.psd1");
        Host = Existing(root, "tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll");
        EmptyModule = Existing(AppContext.BaseDirectory, "EmptyModule", "EmptyModule.psd1");
        EmptyViews = Existing(AppContext.BaseDirectory, "EmptyModule", "EmptyViews.psd1");
    }

    /// <summary>The manifest of the packaged module.</summary>
    public string Manifest { get; }

    /// <summary>The console for machines without pwsh.</summary>
    public string Host { get; }

    /// <summary>The manifest of the module that does nothing.</summary>
    public string EmptyModule { get; }

    /// <summary>The manifest of the module that does nothing and has files of views and types.</summary>
    public string EmptyViews { get; }

    private static string Existing(params string[] parts)
    {
        string path = Path.Combine(parts);
        return File.Exists(path) ? path : throw new BenchException($"'{path}' is missing: build first.");
    }

    private static string? Find(string folder)
    {
        for (DirectoryInfo? candidate = new(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "SwarmTools.sln")))
            {
                return candidate.FullName;
            }
        }

        return null;
    }
}
