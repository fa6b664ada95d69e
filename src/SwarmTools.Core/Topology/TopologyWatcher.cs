using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Topology;

/// <summary>Looks at a swarm again and again. What cannot be read is told, with the last picture that could.</summary>
internal sealed class TopologyWatcher(TopologyReader reader, IClock clock)
{
    /// <summary>How long an answer may take before the picture says that there is none.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    /// <summary>The shortest and the longest time between two looks.</summary>
    private static readonly (TimeSpan Least, TimeSpan Most) s_every = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

    /// <exception cref="SwarmException"><c>OptionInvalid</c> for a time that is too short or too long.</exception>
    public static void RequirePossible(TimeSpan? every)
    {
        if (every < s_every.Least || every > s_every.Most)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-Refresh {SwarmText.Duration(every.Value)} cannot be used: it is a time from {SwarmText.Duration(s_every.Least)} to {SwarmText.Duration(s_every.Most)}, such as 5 (seconds) or 1m.");
        }
    }

    /// <param name="name">What the swarm is called.</param>
    /// <param name="filter">What the pictures are of.</param>
    /// <param name="every">How long to wait between two looks; null for one look.</param>
    /// <param name="emit">Takes each picture.</param>
    /// <param name="stop">Ends the watch; nothing else does.</param>
    /// <exception cref="SwarmException">The first look failed.</exception>
    public async Task RunAsync(string name, TopologyFilter filter, TimeSpan? every, Action<TopologySight> emit, CancellationToken stop)
    {
        SwarmTopology last = await reader.ReadAsync(name, filter, stop).ConfigureAwait(false);
        emit(new() { Topology = last });
        while (every is { } pause)
        {
            await clock.DelayAsync(pause, stop).ConfigureAwait(false);
            TopologySight sight = await LookAsync(name, filter, last, stop).ConfigureAwait(false);
            last = sight.Topology;
            emit(sight);
        }
    }

    private async Task<TopologySight> LookAsync(string name, TopologyFilter filter, SwarmTopology last, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        try
        {
            return new() { Topology = await reader.ReadAsync(name, filter, late.Token).ConfigureAwait(false) };
        }
        catch (SwarmException failure)
        {
            return new() { Topology = last, Problem = failure.Message, ProblemAt = clock.UtcNow };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new() { Topology = last, Problem = "The engine does not answer.", ProblemAt = clock.UtcNow };
        }
    }
}
