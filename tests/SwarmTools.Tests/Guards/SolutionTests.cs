using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What is not in the solution is not built, and a long file has more than one responsibility.</summary>
public sealed partial class SolutionTests
{
    private const int LongestFile = 250;

    [Fact]
    public void Every_project_is_in_the_solution_and_no_other()
    {
        string[] projects = [.. new[] { "src", "tests", "bench", "build" }.SelectMany(folder => Files(folder, "*.csproj")).Order(StringComparer.Ordinal)];

        Assert.Equal(
            projects,
            Project().Matches(File.ReadAllText(Repository.PathOf("SwarmTools.sln")))
                .Select(match => match.Groups[1].Value.Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_file_of_what_ships_is_longer_than_250_lines() => Assert.Empty(Files("src", "*.cs")
        .Select(file => (File: file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
        .Where(file => file.Lines > LongestFile)
        .Select(file => $"{file.File}: {file.Lines}"));

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"""([^""]+\.csproj)""")]
    private static partial Regex Project();
}
