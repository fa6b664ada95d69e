using System.Collections.Generic;

namespace SwarmTools.Compose;

/// <summary>Makes findings.</summary>
internal static class ComposeFindings
{
    public static void Add(this ICollection<SwarmStackFinding> findings, SwarmStackSeverity severity, ComposePosition at, string path, string message, ErrorId? id = null) => findings.Add(new()
    {
        Severity = severity,
        File = at.File,
        Line = at.Line,
        Column = at.Column,
        Path = path,
        Message = message,
        ErrorId = severity == SwarmStackSeverity.Error ? (id ?? SwarmTools.ErrorId.ComposeInvalid).Name : "",
    });
}
