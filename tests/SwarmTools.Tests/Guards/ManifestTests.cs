using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What the manifest promises.</summary>
public sealed partial class ManifestTests
{
    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are()
    {
        using AssemblyDefinition cmdlets = Assemblies.Read("SwarmTools.dll");

        Assert.Equal(
            Assemblies.Cmdlets(cmdlets).Select(cmdlet => $"{cmdlet.Verb}-{cmdlet.Noun}").Order(StringComparer.Ordinal),
            List("CmdletsToExport").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("VariablesToExport")]
    [InlineData("AliasesToExport")]
    public void Nothing_else_is_exported(string key) => Assert.Empty(List(key));

    [Fact]
    public void The_files_it_names_are_there()
    {
        string[] files = [.. List("FormatsToProcess"), .. List("TypesToProcess"), (string)Manifest["RootModule"]!];

        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(Repository.ModuleFolder, file)), file));
    }

    [Fact]
    public void Its_version_is_that_of_the_assemblies()
    {
        using AssemblyDefinition cmdlets = Assemblies.Read("SwarmTools.dll");

        Assert.Equal((string)Manifest["ModuleVersion"]!, cmdlets.Name.Version.ToString(3));
        Assert.Equal(["Desktop", "Core"], List("CompatiblePSEditions"));
    }

    [Fact]
    public void Scripts_manifests_views_and_topics_are_pure_ASCII()
    {
        string[] files =
        [
            .. new[] { "*.psd1", "*.ps1", "*.ps1xml", "*.help.txt" }
                .SelectMany(pattern => Directory.GetFiles(Repository.Root, pattern, SearchOption.AllDirectories))
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.ReadAllBytes(file).All(b => b is (>= 32 and < 127) or 9 or 10 or 13), file));
    }

    [Fact]
    public void The_error_list_names_the_ids_that_the_code_has()
    {
        string code = File.ReadAllText(Repository.PathOf("src", "SwarmTools.Core", "ErrorId.cs"));
        string list = File.ReadAllText(Repository.PathOf("docs", "errors.md"));

        Assert.Equal(
            IdInCode().Matches(code).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            IdInList().Matches(list).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    private static Hashtable Manifest { get; } = Read();

    private static string[] List(string key) => [.. ((object[])Manifest[key]!).Cast<string>()];

    private static Hashtable Read()
    {
        using ModuleSession session = new();
        ScriptResult result = session.Run("param($path) , [scriptblock]::Create([System.IO.File]::ReadAllText($path)).InvokeReturnAsIs()", Repository.Manifest);
        return (Hashtable)result.Output.Single().BaseObject;
    }

    [GeneratedRegex(@"static readonly ErrorId (\w+) =")]
    private static partial Regex IdInCode();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex IdInList();
}
