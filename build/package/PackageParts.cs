using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace SwarmTools.Package;

/// <summary>What a NuGet package has beside the files of a module, as Install-PSResource and Install-Module read it.</summary>
/// <remarks>Tags tell them what a package holds: PowerShellGet's Publish-Module writes the same.</remarks>
internal static class PackageParts
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    private static readonly XNamespace s_nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly XNamespace s_types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace s_relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <param name="manifest">What the module says of itself.</param>
    /// <param name="files">The names of its files.</param>
    /// <returns>Names of parts with their text.</returns>
    public static IEnumerable<(string Name, string Text)> Of(ModuleManifest manifest, IEnumerable<string> files) =>
    [
        ("[Content_Types].xml", Text(ContentTypes(files))),
        ("_rels/.rels", Text(Relations(manifest))),
        ($"{manifest.Name}.nuspec", Text(Nuspec(manifest))),
    ];

    private static XElement Nuspec(ModuleManifest manifest) => new(
        s_nuspec + "package",
        new XElement(
            s_nuspec + "metadata",
            new XElement(s_nuspec + "id", manifest.Name),
            new XElement(s_nuspec + "version", manifest.Version),
            new XElement(s_nuspec + "authors", manifest.Author),
            new XElement(s_nuspec + "owners", manifest.Author),
            new XElement(s_nuspec + "requireLicenseAcceptance", "false"),
            new XElement(s_nuspec + "license", new XAttribute("type", "expression"), "MIT"),
            new XElement(s_nuspec + "description", manifest.Description),
            new XElement(s_nuspec + "releaseNotes", manifest.ReleaseNotes),
            new XElement(s_nuspec + "copyright", manifest.Copyright),
            new XElement(s_nuspec + "tags", string.Join(' ', Tags(manifest)))));

    private static IEnumerable<string> Tags(ModuleManifest manifest) =>
    [
        .. manifest.Tags,
        "PSModule",
        "PSIncludes_Cmdlet",
        .. manifest.Cmdlets.Select(name => "PSCmdlet_" + name),
        .. manifest.Cmdlets.Select(name => "PSCommand_" + name),
    ];

    private static XElement ContentTypes(IEnumerable<string> files)
    {
        ILookup<bool, string> named = files.Append("x.nuspec").ToLookup(file => Path.GetExtension(file).Length > 0);
        IEnumerable<string> extensions = named[true].Select(file => Path.GetExtension(file)[1..].ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal);
        return new(
            s_types + "Types",
            new XElement(s_types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            extensions.Select(extension => new XElement(s_types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", "application/octet"))),
            named[false].Select(file => new XElement(s_types + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", "application/octet"))));
    }

    private static XElement Relations(ModuleManifest manifest) => new(
        s_relations + "Relationships",
        new XElement(
            s_relations + "Relationship",
            new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"),
            new XAttribute("Target", $"/{manifest.Name}.nuspec"),
            new XAttribute("Id", "R1")));

    // Lines end alike on every system.
    private static string Text(XElement root) => Declaration + root.ToString().ReplaceLineEndings("\n") + "\n";
}
