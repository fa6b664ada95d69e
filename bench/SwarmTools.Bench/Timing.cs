namespace SwarmTools.Bench;

/// <summary>The medians of our way and of the other way.</summary>
internal sealed record Timing(Sample Ours, Sample Other);
