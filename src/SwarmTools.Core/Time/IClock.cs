using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Time;

/// <summary>The time, injected so that tests of waiting run in milliseconds.</summary>
internal interface IClock
{
    public DateTimeOffset UtcNow { get; }

    public Task DelayAsync(TimeSpan duration, CancellationToken stop);
}
