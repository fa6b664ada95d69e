namespace SwarmTools.Bench;

/// <summary>How long our way and the other way took.</summary>
/// <param name="Ours">The median in milliseconds.</param>
/// <param name="Other">The median in milliseconds of what it is compared with.</param>
internal sealed record Timing(double Ours, double Other);
