using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Stacks;

/// <summary>Removes volumes of one node, waiting for the containers of tasks that have ended: the node removes these a moment later.</summary>
internal sealed class StackVolumeRemover(IVolumeApi volumes, IClock clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Removes volumes side by side. What fails does not keep the rest from going.</summary>
    /// <param name="all">The volumes.</param>
    /// <param name="timeout">How long to wait at most for containers to go.</param>
    /// <param name="emit">Takes what became of each.</param>
    /// <param name="stop">Ends the work.</param>
    public Task RunAsync(IReadOnlyList<SwarmVolume> all, TimeSpan timeout, Action<StackRemoval> emit, CancellationToken stop) => new PartRemover<SwarmVolume>(
        "volume", new Patience(clock).Within(timeout), (volume, late) => RemoveAsync(volume, timeout, late), ErrorId.VolumeNotFound, emit).RunAsync(all, stop);

    private async Task RemoveAsync(SwarmVolume volume, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while (true)
        {
            try
            {
                await volumes.RemoveVolumeAsync(volume.Name, stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.VolumeInUse) && !deadline.IsOver)
            {
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            }
        }
    }
}
