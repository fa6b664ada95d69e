using System.Collections.Generic;

namespace SwarmTools.Compose;

/// <summary>The reading of a file: where what is found goes.</summary>
internal sealed class ComposeReading(ICollection<SwarmStackFinding> findings)
{
    public void Error(ComposeNode node, string path, string message) => findings.Add(SwarmStackSeverity.Error, node.At, path, message);

    public void Warn(ComposeNode node, string path, string message) => findings.Add(SwarmStackSeverity.Warning, node.At, path, message);
}
