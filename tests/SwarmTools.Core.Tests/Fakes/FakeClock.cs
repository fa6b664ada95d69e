using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Time;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>A clock that stands still until somebody waits; what is due then happens on the way.</summary>
internal sealed class FakeClock : IClock
{
    private readonly List<(DateTimeOffset Due, Action Event)> _events = [];

    public DateTimeOffset UtcNow { get; private set; } = A.Noon;

    public List<TimeSpan> Delays { get; } = [];

    /// <summary>Something that happens so long after noon.</summary>
    public void At(TimeSpan afterNoon, Action happening) => _events.Add((A.Noon + afterNoon, happening));

    public Task DelayAsync(TimeSpan duration, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return Task.FromCanceled(stop);
        }

        Delays.Add(duration);
        UtcNow += duration;
        foreach ((DateTimeOffset Due, Action Event) due in _events.Where(item => item.Due <= UtcNow).OrderBy(item => item.Due).ToList())
        {
            _events.Remove(due);
            due.Event();
        }

        return Task.CompletedTask;
    }
}
