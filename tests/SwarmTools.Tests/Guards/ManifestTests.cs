using System;
using System.Collections;
using System.IO;
using System.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What the manifest promises.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are()
    {
        using AssemblyDefinition cmdlets = Assemblies.Read("SwarmTools.dll");

        Assert.Equal(Assemblies.Cmdlets(cmdlets).Select(cmdlet => $"{cmdlet.Verb}-{cmdlet.Noun}").Order(StringComparer.Ordinal), List("CmdletsToExport"));
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

    [Theory]
    [InlineData("SwarmTools.dll")]
    [InlineData("SwarmTools.Core.dll")]
    [InlineData("core/SwarmTools.Engine.dll")]
    [InlineData("desktop/SwarmTools.Engine.dll")]
    public void Its_version_is_that_of_the_assemblies_and_of_the_folder(string file)
    {
        using AssemblyDefinition assembly = Assemblies.Read(file);

        Assert.Equal((string)Manifest["ModuleVersion"]!, assembly.Name.Version.ToString(3));
        Assert.Equal((string)Manifest["ModuleVersion"]!, Path.GetFileName(Repository.ModuleFolder));
    }

    [Fact]
    public void It_says_where_the_module_runs()
    {
        Assert.Equal(["Desktop", "Core"], List("CompatiblePSEditions"));
        Assert.Equal("5.1", Manifest["PowerShellVersion"]);
        Assert.Equal("4.7.2", Manifest["DotNetFrameworkVersion"]);
    }

    [Fact]
    public void The_packaged_manifest_and_views_are_those_of_the_sources() => Assert.All(
        Directory.GetFiles(Repository.PathOf("src", "SwarmTools"), "*.ps1xml").Append(Repository.PathOf("SwarmTools.psd1")),
        file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(Repository.ModuleFolder, Path.GetFileName(file)))));

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

    private static Hashtable Manifest { get; } = Read();

    private static string[] List(string key) => [.. ((object[])Manifest[key]!).Cast<string>()];

    private static Hashtable Read()
    {
        using ModuleSession session = new();
        ScriptResult result = session.Run("param($path) , [scriptblock]::Create([System.IO.File]::ReadAllText($path)).InvokeReturnAsIs()", Repository.Manifest);
        return (Hashtable)result.Output.Single().BaseObject;
    }
}
