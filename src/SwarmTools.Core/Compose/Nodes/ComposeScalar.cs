namespace SwarmTools.Compose.Nodes;

/// <summary>A single value, as text. What it means is decided by the place where it stands.</summary>
/// <param name="Text">The text, without its quotes.</param>
/// <param name="IsQuoted">Whether it is a text whatever it looks like: in quotes, as a block, or with the tag <c>!!str</c>.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Merging">What it does to the node of an earlier file that it meets.</param>
internal sealed record ComposeScalar(string Text, bool IsQuoted, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging)
{
    /// <summary>Whether there is no value: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => !IsQuoted && (Text is "" or "~" or "null" or "Null" or "NULL");
}
