namespace SwarmTools.Contents;

/// <summary>Something that was done on the way, for whoever wants to follow it.</summary>
internal sealed record RotationNote(string Text);
