using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SwarmTools.Help;

/// <summary>All files of the help as they are to be, made from the packaged module and from what is written by hand.</summary>
public sealed class HelpFiles
{
    /// <summary>The name of the module.</summary>
    public const string Module = "SwarmTools";

    /// <summary>The file that Get-Help reads.</summary>
    public const string MamlName = "SwarmTools.dll-Help.xml";

    private HelpFiles(IReadOnlyList<CmdletFacts> cmdlets, IReadOnlyList<HelpPage> pages) => (Cmdlets, Pages) = (cmdlets, pages);

    /// <summary>The cmdlets by name.</summary>
    public IReadOnlyList<CmdletFacts> Cmdlets { get; }

    /// <summary>A page for each cmdlet.</summary>
    public IReadOnlyList<HelpPage> Pages { get; }

    /// <summary>Reads the module and the pages of a working copy that was built.</summary>
    /// <param name="root">The folder of SwarmTools.sln.</param>
    public static HelpFiles Read(string root)
    {
        string manifest = Directory.GetDirectories(Path.Combine(root, "out", Module)).Select(folder => Path.Combine(folder, Module + ".psd1")).Single();
        IEnumerable<string> comments = new[] { Module, Module + ".Core" }.Select(project => Path.Combine(root, "src", project, "bin", "Release", "netstandard2.0", project + ".xml"));
        IReadOnlyList<CmdletFacts> cmdlets = CmdletCatalog.Read(manifest, comments);
        return new(cmdlets, [.. cmdlets.Select(cmdlet => ReadPage(root, cmdlet))]);
    }

    /// <summary>Where the page of a cmdlet is in a working copy.</summary>
    public static string PageOf(string cmdlet) => $"docs/cmdlets/{cmdlet}.md";

    /// <summary>The same with another page of a cmdlet.</summary>
    public HelpFiles With(HelpPage page) => new(Cmdlets, [.. Pages.Select(other => other.Cmdlet == page.Cmdlet ? page : other)]);

    /// <summary>The text of each file, by its path in the working copy.</summary>
    public IReadOnlyDictionary<string, string> Write() => Cmdlets
        .Zip(Pages, (cmdlet, page) => (Path: PageOf(cmdlet.Name), Text: PageWriter.Write(cmdlet, page)))
        .Append((Path: "en-US/" + MamlName, Text: new MamlWriter(Cmdlets, Pages).Write()))
        .ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);

    private static HelpPage ReadPage(string root, CmdletFacts cmdlet)
    {
        string file = Path.Combine(root, PageOf(cmdlet.Name));
        return File.Exists(file) ? PageReader.Read(cmdlet.Name, File.ReadAllText(file)) : HelpPage.New(cmdlet);
    }
}
