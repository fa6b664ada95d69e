using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Time;

/// <summary>The machine's clock.</summary>
internal sealed class SystemClock : IClock
{
    public static readonly SystemClock Instance = new();

#pragma warning disable RS0030 // The one place that reads the machine's clock.
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;
#pragma warning restore RS0030

    public Task DelayAsync(TimeSpan duration, CancellationToken stop) => Task.Delay(duration, stop);
}
