namespace SwarmTools.Bench;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured, and against what.</param>
/// <param name="Timing">The two medians.</param>
/// <param name="Limit">The ratio that should not be exceeded; null where there is none.</param>
internal sealed record Comparison(string What, Timing Timing, double? Limit)
{
    public double Ratio => Timing.Ours.Milliseconds / Timing.Other.Milliseconds;

    public bool IsExceeded => Ratio > Limit;
}
