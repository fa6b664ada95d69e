using System;
using System.Diagnostics;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>How long work takes by the clock; where the machine is busy with other things, how long processors were at it.</summary>
internal sealed class WorkWatch
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _before = Environment.CpuUsage.TotalTime;

    public TimeSpan Elapsed
    {
        get
        {
            TimeSpan worked = Environment.CpuUsage.TotalTime - _before;
            return worked < _clock.Elapsed ? worked : _clock.Elapsed;
        }
    }
}
