namespace SwarmTools.Compose.Nodes;

/// <summary>What a node does to the node of an earlier file at the same place (compose-spec, 13-merge.md).</summary>
internal enum ComposeMerging
{
    /// <summary>It is merged with it, as the key's own rule says.</summary>
    Merge,

    /// <summary><c>!override</c>: it takes its place.</summary>
    Override,

    /// <summary><c>!reset</c>: it takes it away.</summary>
    Reset,
}
