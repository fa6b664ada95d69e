using System;
using System.Threading;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>How much memory is in use at most, as seen every few milliseconds.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: false);
    private readonly Timer _timer;
    private long _most;

    public MemoryPeak() => _timer = new(_ => _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false)), state: null, dueTime: 5, period: 5);

    public long Bytes => Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false)) - _before;

    public void Dispose() => _timer.Dispose();
}
