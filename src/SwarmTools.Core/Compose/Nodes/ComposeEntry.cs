namespace SwarmTools.Compose.Nodes;

/// <summary>A key with its value. A value type: there are as many as there are lines.</summary>
internal readonly record struct ComposeEntry(ComposeScalar Key, ComposeNode Value);
