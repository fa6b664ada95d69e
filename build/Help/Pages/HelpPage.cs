using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Help;

/// <summary>What is written by hand in the page of a cmdlet. All else of a page is made anew each time.</summary>
public sealed record HelpPage
{
    /// <summary>The cmdlet.</summary>
    public required string Cmdlet { get; init; }

    /// <summary>The section DESCRIPTION.</summary>
    public string Description { get; init; } = "";

    /// <summary>The section EXAMPLES.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>The section NOTES.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The section RELATED LINKS.</summary>
    public string Links { get; init; } = "";

    /// <summary>The titles of the links: cmdlets and topics.</summary>
    public IReadOnlyList<string> LinkTitles => [.. Prose.Paragraphs(Links).Select(line => line.TrimStart('-', ' '))];

    /// <summary>The page of a cmdlet that has none yet.</summary>
    public static HelpPage New(CmdletFacts cmdlet) => new() { Cmdlet = cmdlet.Name, Description = cmdlet.Summary };
}
