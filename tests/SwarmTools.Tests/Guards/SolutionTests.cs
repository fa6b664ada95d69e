using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What is not in the solution is not built.</summary>
public sealed partial class SolutionTests
{
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

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"""([^""]+\.csproj)""")]
    private static partial Regex Project();
}
