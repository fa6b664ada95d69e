using System.Collections.Generic;

namespace SwarmTools.Compose;

/// <summary>The reading of a file: where what is found goes.</summary>
internal sealed class ComposeReading(ICollection<SwarmStackFinding> findings)
{
    /// <param name="node">Where it is.</param>
    /// <param name="path">The keys that lead there.</param>
    /// <param name="message">What it is, and what to do.</param>
    /// <param name="id">The id of the error; null for the usual one.</param>
    public void Error(ComposeNode node, string path, string message, ErrorId? id = null) => findings.Add(SwarmStackSeverity.Error, node.At, path, message, id);

    public void Warn(ComposeNode node, string path, string message) => findings.Add(SwarmStackSeverity.Warning, node.At, path, message);
}
