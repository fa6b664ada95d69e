using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>The time in which a swarm has no leader: waits for the next one, as long as there can be one.</summary>
/// <remarks>Raft elects one 10 to 20 seconds after the last was heard of (swarmkit: 10 ticks of a second), and only where more than half of the managers reach each other.</remarks>
internal sealed class Election(ConnectionSettings settings, ManagerRing ring, QuorumLook quorum)
{
    /// <summary>The longest election is over by then, even where the votes of the first were split.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    /// <summary>As long is waited where nobody can tell whether there can be a leader at all.</summary>
    private static readonly TimeSpan s_limitOfUnknown = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Waits a moment after the managers said that there is no leader.</summary>
    /// <exception cref="SwarmException"><c>NoLeader</c>: there cannot be one, or it took too long.</exception>
    public async Task WaitAsync(CancellationToken stop)
    {
        RequireQuorum(await quorum.TooManyAsync(stop).ConfigureAwait(false), mayBeDone: false);
        Require(ring.IsGivenUp ? TimeSpan.Zero : ring.Count == 1 || KnowsMost ? s_limit : s_limitOfUnknown);
        await Task.Delay(s_pause, stop).ConfigureAwait(false);
    }

    /// <summary>Looks whether it is worth to wait for an answer that did not come yet.</summary>
    /// <exception cref="SwarmException"><c>NoLeader</c>: as for <see cref="WaitAsync"/>.</exception>
    public async Task LookAsync(CancellationToken stop)
    {
        RequireQuorum(await quorum.TooManyAsync(stop).ConfigureAwait(false), mayBeDone: false);
        // One manager that answers everything else at once waits for a leader, and knows no more than we do.
        if (KnowsMost || await ring.Current.AnswersAsync(s_pause, stop).ConfigureAwait(false) == true)
        {
            Require(KnowsMost ? s_limit : s_limitOfUnknown);
        }
    }

    /// <summary>Refuses to wait where too many managers are gone.</summary>
    /// <param name="gone">Those of <see cref="QuorumLook.TooManyAsync"/>.</param>
    /// <param name="mayBeDone">Whether what was asked for may have been taken.</param>
    /// <exception cref="SwarmException"><c>NoLeader</c>.</exception>
    public void RequireQuorum(IReadOnlyList<EngineManager> gone, bool mayBeDone)
    {
        if (gone.Count > 0)
        {
            string silent = string.Join(", ", gone.Select(manager => $"'{manager.Endpoint}'"));
            throw InVain(isLasting: true, $"can elect none: of its {quorum.Managers} managers {(quorum.Managers / 2) + 1} are needed, and {silent} {(gone.Count == 1 ? "does" : "do")} not answer. Start their engines again; if they are lost for good, see Initialize-Swarm -ForceNewCluster", mayBeDone);
        }
    }

    private bool KnowsMost => quorum.Managers > 1 && ring.All.Count * 2 > quorum.Managers;

    private void Require(TimeSpan limit)
    {
        if (_watch.Elapsed > limit)
        {
            string waited = ring.IsGivenUp ? "has elected none since it was last waited for" : $"has elected none in {_watch.Elapsed.TotalSeconds:0} s";
            throw InVain(isLasting: limit > s_limitOfUnknown, $"{waited}. An election takes 10 to 20 seconds; if none comes about, too few managers reach each other", mayBeDone: false);
        }
    }

    private SwarmException InVain(bool isLasting, string why, bool mayBeDone)
    {
        ring.IsGivenUp = true;
        return new(
            ErrorId.NoLeader,
            $"The swarm of '{settings.Name}' has no leader and {why}.{(mayBeDone ? " What was asked for may or may not have been done; look before you repeat it." : "")}")
        {
            MayBeDone = mayBeDone,
            IsLasting = isLasting,
        };
    }
}
