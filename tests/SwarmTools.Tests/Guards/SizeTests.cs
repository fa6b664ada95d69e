using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>A file or method that grows past its limit has found its second responsibility.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 250;
    private const int LongestMethod = 40;

    [Fact]
    public void No_file_is_long() => Assert.Equal("", Lines(
        new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Select(file => (Name: Path.GetRelativePath(Repository.Root, file), Length: File.ReadAllLines(file).Length))
            .Where(file => file.Length > LongestFile)
            .Select(file => $"{file.Name}: {file.Length}")));

    [Theory]
    [InlineData("SwarmTools.Core", "netstandard2.0")]
    [InlineData("SwarmTools.Engine", "net8.0")]
    [InlineData("SwarmTools", "netstandard2.0")]
    public void No_method_is_long(string project, string framework)
    {
        string file = Repository.PathOf("src", project, "bin", "Release", framework, project + ".dll");
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { ReadSymbols = true });
        Assert.Equal("", Lines(assembly.MainModule.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => !method.IsConstructor)
            .Select(method => (Name: method.FullName, Length: LengthOf(method)))
            .Where(method => method.Length > LongestMethod)
            .Select(method => $"{method.Name}: {method.Length}")));
    }

    private static int LengthOf(MethodDefinition method)
    {
        List<SequencePoint> points = [.. method.DebugInformation.SequencePoints.Where(point => !point.IsHidden)];
        return points.Count == 0 ? 0 : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
