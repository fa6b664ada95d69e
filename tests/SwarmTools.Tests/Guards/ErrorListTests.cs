using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>The ids are public: docs/errors.md and the code say the same.</summary>
public sealed partial class ErrorListTests
{
    private static readonly string[] s_ending = ["AccessDenied", "NotManager", "Unreachable"];

    [Fact]
    public void The_error_list_names_the_ids_that_the_code_has() =>
        Assert.Equal(Code().Select(id => id.Name).Order(StringComparer.Ordinal), List().Select(id => id.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_error_list_says_the_kind_of_each_id()
    {
        Dictionary<string, string> kinds = Code().ToDictionary(id => id.Name, id => id.Kind);

        Assert.All(List(), id => Assert.Equal($"{id.Name}: {kinds[id.Name]}", $"{id.Name}: {id.Kind}"));
    }

    [Fact]
    public void The_error_list_says_which_ids_end_a_command() =>
        Assert.All(List(), id => Assert.Equal($"{id.Name}: {(s_ending.Contains(id.Kind) ? "yes" : "no")}", $"{id.Name}: {id.Ends}"));

    private static IEnumerable<(string Name, string Kind)> Code()
    {
        Type type = Assembly.LoadFrom(Assemblies.PathOf("SwarmTools.Core.dll")).GetType("SwarmTools.ErrorId", throwOnError: true)!;
        IEnumerable all = (IEnumerable)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return [.. all.Cast<object>().Select(id => (id.ToString()!, type.GetProperty("Kind")!.GetValue(id)!.ToString()!))];
    }

    private static IEnumerable<(string Name, string Kind, string Ends)> List() =>
        Row().Matches(File.ReadAllText(Repository.PathOf("docs", "errors.md"))).Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value));

    [GeneratedRegex(@"^\| `(\w+)` \| (\w+) / \w+ \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
