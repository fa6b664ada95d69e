using System.Collections.Generic;

namespace SwarmTools.Compose.Nodes;

/// <summary>A list.</summary>
internal sealed record ComposeSequence(IReadOnlyList<ComposeNode> Items, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging);
