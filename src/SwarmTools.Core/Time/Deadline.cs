using System;

namespace SwarmTools.Time;

/// <summary>The end of a wait. Any timeout will do, also one that ends after the last date there is.</summary>
internal sealed class Deadline(IClock clock, TimeSpan timeout)
{
    public DateTimeOffset Started { get; } = clock.UtcNow;

    public TimeSpan Timeout => timeout;

    /// <summary>How long it has been waited.</summary>
    public TimeSpan Waited => clock.UtcNow - Started;

    /// <summary>How long is left; negative when the time is over.</summary>
    public TimeSpan Left => timeout - Waited;

    public bool IsOver => Left <= TimeSpan.Zero;
}
