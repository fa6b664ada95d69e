using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What is given away: the files that PowerShell's installers read, and the notices of what others made.</summary>
public sealed partial class PackageTests
{
    private static readonly XNamespace s_nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    [Fact]
    public void The_package_has_the_whole_module_at_its_root_and_what_installers_read()
    {
        using TemporaryFolder folder = Packed();
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "SwarmTools.*.nupkg").Single());

        Assert.Equal(
            Directory.GetFiles(Repository.ModuleFolder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.ModuleFolder, file).Replace('\\', '/'))
                .Concat(["SwarmTools.nuspec", "[Content_Types].xml", "_rels/.rels"]).Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName));
        Assert.All(package.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Fact]
    public void The_package_says_of_the_module_what_its_manifest_says()
    {
        using TemporaryFolder folder = Packed();
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "SwarmTools.*.nupkg").Single());
        using Stream stream = package.GetEntry("SwarmTools.nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Element(s_nuspec + "metadata")!;
        string Value(string name) => metadata.Element(s_nuspec + name)!.Value;
        string[] tags = Value("tags").Split(' ');

        Assert.Equal(("SwarmTools", Path.GetFileName(Repository.ModuleFolder), "MIT"), (Value("id"), Value("version"), Value("license")));
        Assert.Equal("expression", metadata.Element(s_nuspec + "license")!.Attribute("type")!.Value);
        Assert.NotEqual("", Value("releaseNotes"));
        Assert.Superset(new HashSet<string> { "PSModule", "PSEdition_Desktop", "PSEdition_Core", "PSIncludes_Cmdlet" }, new HashSet<string>(tags));
        string[] cmdlets = Cmdlets();
        Assert.Equal(cmdlets, tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)).Select(tag => tag["PSCmdlet_".Length..]));
        Assert.Equal(cmdlets, tags.Where(tag => tag.StartsWith("PSCommand_", StringComparison.Ordinal)).Select(tag => tag["PSCommand_".Length..]));
        Assert.Equal(tags.Distinct(), tags);
    }

    [Fact]
    public void The_zip_file_can_be_unpacked_into_a_folder_of_modules()
    {
        using TemporaryFolder folder = Packed();
        using ZipArchive zip = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.zip").Single());

        Assert.Contains(zip.Entries, entry => entry.FullName == $"SwarmTools/{Path.GetFileName(Repository.ModuleFolder)}/SwarmTools.psd1");
    }

    [Fact]
    public void Packing_twice_gives_the_same_files()
    {
        using TemporaryFolder one = Packed();
        using TemporaryFolder other = Packed();

        foreach (string file in Directory.GetFiles(one.Path))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(other.File(Path.GetFileName(file))));
        }
    }

    [Fact]
    public void Every_file_of_others_is_named_with_its_version_and_no_other_is()
    {
        string[] shipped = [.. Directory.GetFiles(Path.Combine(Repository.ModuleFolder, "bin"), "*.dll", SearchOption.AllDirectories)
            .Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith("SwarmTools", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, string> named = Named().Matches(Notices()).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value, StringComparer.Ordinal);

        Assert.Equal(shipped, named.Keys.Order(StringComparer.Ordinal));
        Dictionary<string, string> versions = Versions();
        Assert.All(named, row => Assert.Equal(versions[Path.GetFileNameWithoutExtension(row.Key)], row.Value));
    }

    [Fact]
    public void The_notices_have_the_licence_and_that_of_the_packages_is_the_same()
    {
        Assert.Contains("Permission is hereby granted, free of charge", Notices(), StringComparison.Ordinal);
        Assert.All(Versions(), package =>
        {
            string folder = Path.Combine(Assemblies.Metadata("Packages"), package.Key.ToLowerInvariant(), package.Value);
            string licence = string.Concat(new[] { "LICENSE", "LICENSE.TXT", "LICENSE.md" }.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(File.ReadAllText));
            string said = licence + File.ReadAllText(Directory.GetFiles(folder, "*.nuspec").Single());
            Assert.True(said.Contains("MIT", StringComparison.Ordinal), package.Key);
        });
        Assert.Contains("THIRD-PARTY-NOTICES-DOTNET.txt", Notices(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.ModuleFolder, "THIRD-PARTY-NOTICES-DOTNET.txt")));
    }

    [Fact]
    public void The_changelog_has_the_version()
    {
        string version = Path.GetFileName(Repository.ModuleFolder);
        Assert.Contains($"\n## [{version}]", File.ReadAllText(Repository.PathOf("CHANGELOG.md")), StringComparison.Ordinal);
    }

    private static string[] Cmdlets()
    {
        using AssemblyDefinition assembly = Assemblies.Read("SwarmTools.dll");
        return [.. Assemblies.Cmdlets(assembly).Select(cmdlet => $"{cmdlet.Verb}-{cmdlet.Noun}").Order(StringComparer.Ordinal)];
    }

    private static string Notices() => File.ReadAllText(Path.Combine(Repository.ModuleFolder, "THIRD-PARTY-NOTICES.txt"));

    // What was restored for the folder of the .NET Framework, which has all of them.
    private static Dictionary<string, string> Versions()
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("build", "obj", "project.assets.json")));
        return assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package").Select(library => library.Name.Split('/'))
            .Where(parts => Directory.GetFiles(Path.Combine(Repository.ModuleFolder, "bin"), parts[0] + ".dll", SearchOption.AllDirectories).Length > 0)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    private static TemporaryFolder Packed()
    {
        TemporaryFolder folder = new();
        string packer = Repository.PathOf("build", "package", "bin", "Release", "net10.0", "SwarmTools.Package.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [packer, Repository.ModuleFolder, folder.Path]) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return folder;
    }

    [GeneratedRegex(@"^  (\S+\.dll) +(\S+) +Copyright \(c\) ", RegexOptions.Multiline)]
    private static partial Regex Named();
}
