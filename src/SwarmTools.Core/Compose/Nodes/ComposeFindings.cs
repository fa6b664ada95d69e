using System.Collections.Generic;
using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Compose.Nodes;

/// <summary>Makes findings.</summary>
internal static class ComposeFindings
{
    /// <summary>A message may show a text of a file, which may be a file of its own.</summary>
    private const int LongestMessage = 1000;

    private const int LongestEnd = 200;

    /// <summary>Each once: a file that is included by several is read for each of them.</summary>
    public static List<SwarmStackFinding> Once(IEnumerable<SwarmStackFinding> findings) =>
        [.. findings.GroupBy(finding => (finding.File, finding.Line, finding.Column, finding.Path, finding.Message)).Select(same => same.First())];

    /// <summary>An error in place of a warning; anything else as it is.</summary>
    public static SwarmStackFinding Stricter(SwarmStackFinding finding) => finding.Severity != SwarmStackSeverity.Warning ? finding : new()
    {
        Severity = SwarmStackSeverity.Error,
        File = finding.File,
        Line = finding.Line,
        Column = finding.Column,
        Path = finding.Path,
        Message = finding.Message,
        ErrorId = SwarmTools.ErrorId.ComposeInvalid.Name,
    };

    // On one line, and without what would drive a console: a value may be anything.
    public static void Add(this ICollection<SwarmStackFinding> findings, SwarmStackSeverity severity, ComposePosition at, string path, string message, ErrorId? id = null) => findings.Add(new()
    {
        Severity = severity,
        File = at.File,
        Line = at.Line,
        Column = at.Column,
        Path = ConsoleText.Neutralise(path),
        Message = ConsoleText.Neutralise(message.Length <= LongestMessage ? message : message[..(LongestMessage - LongestEnd)] + " ... " + message[^LongestEnd..]),
        ErrorId = severity == SwarmStackSeverity.Error ? (id ?? SwarmTools.ErrorId.ComposeInvalid).Name : "",
    });
}
