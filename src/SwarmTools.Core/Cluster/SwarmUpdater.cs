using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Cluster;

/// <summary>Changes the settings of a swarm, its tokens, keys and certificates. Where somebody else was faster, the change is made on what they wrote.</summary>
internal sealed class SwarmUpdater(ISwarmApi swarm, INodeApi nodes, IClock clock)
{
    /// <summary>How often somebody else may be faster.</summary>
    private const int Attempts = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Patience _patience = new(clock);

    /// <summary>Changes the settings; nothing is sent where they are as wished already.</summary>
    /// <param name="change">What is to become of them. One that replaces the root certificate is sent in any case, and once.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>The swarm as it is then, and whether anything was sent.</returns>
    /// <exception cref="SwarmException"><c>UpdateOutOfSequence</c>.</exception>
    public async Task<(Swarm Swarm, bool IsChanged)> ChangeAsync(SwarmChange change, CancellationToken stop)
    {
        JsonObject? lost = null;
        for (int attempt = 1; ; attempt++)
        {
            Swarm now = await _patience.AskAsync(swarm.InspectSwarmAsync, stop).ConfigureAwait(false);
            JsonObject spec = change.AppliedTo(now);
            if (change.RotatesRoot ? lost is not null && RotationOf(JsonNode.Parse(now.RawJson)!) >= RotationOf(lost) : IsThere(spec, now))
            {
                return (now, attempt > 1);
            }

            try
            {
                await _patience.SendAsync(late => SendAsync(now, spec, SwarmRotation.None, late), stop).ConfigureAwait(false);
                return (await _patience.AskAsync(swarm.InspectSwarmAsync, stop).ConfigureAwait(false), true);
            }
            catch (SwarmException failure) when (attempt < Attempts && failure.Is(ErrorId.UpdateOutOfSequence))
            {
                // Somebody else was faster, or the request before it was taken after all.
            }
            catch (SwarmException failure) when (attempt < Attempts && failure is { MayBeDone: true, IsLasting: false })
            {
                lost = spec;
            }
        }
    }

    /// <summary>Replaces tokens or the unlock key.</summary>
    public async Task RotateAsync(SwarmRotation rotation, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            Swarm now = await _patience.AskAsync(swarm.InspectSwarmAsync, stop).ConfigureAwait(false);
            try
            {
                await _patience.SendAsync(late => SendAsync(now, (JsonObject)JsonNode.Parse(now.RawJson)!, rotation, late), stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when ((failure.Is(ErrorId.UpdateOutOfSequence) || failure is { MayBeDone: true, IsLasting: false }) && attempt < Attempts)
            {
                // Somebody else was faster, or the answer was lost. Nobody can see whether tokens and keys are new, and newer ones do no harm: they are read afterwards.
            }
        }
    }

    /// <summary>Waits until the new root certificate has taken the place of the old one, on all nodes.</summary>
    /// <param name="before">The swarm before the rotation.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="tell">Takes how many of how many nodes have a certificate of the new root.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>RotationTimedOut</c> with the nodes that are missing.</exception>
    public async Task<Swarm> WaitForRootAsync(Swarm before, TimeSpan timeout, Action<int, int> tell, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while (true)
        {
            Patience patience = Patience.Until(clock, deadline);
            Swarm now = await patience.AskAsync(swarm.InspectSwarmAsync, stop).ConfigureAwait(false);
            SwarmNode[] all = [.. await patience.AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false)];
            SwarmNode[] old = [.. all.Where(node => node.Trust.IssuerKey != now.Trust.IssuerKey)];
            bool isOver = !now.RootRotationInProgress && now.Trust.Root != before.Trust.Root;
            tell(all.Length - old.Length, all.Length);
            if (isOver && old.All(node => !node.Answers))
            {
                return now;
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(
                    ErrorId.RotationTimedOut,
                    $"After {SwarmText.Duration(timeout)} the root certificate is not replaced everywhere: {(old.Length == 0 ? "all nodes have theirs, and the managers have not ended the rotation" : $"{string.Join(", ", old.Select(node => $"'{node.Name}' ({node.State})"))} still have one of the old root")}. The swarm goes on with it when they answer; remove nodes that never will (Remove-SwarmNode).");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    // Engines do not tell the key of a root certificate; the number of its rotations goes up with each.
    private static long RotationOf(JsonNode spec) => (long?)spec["CAConfig"]?["ForceRotate"] ?? 0;

    private static bool IsThere(JsonObject spec, Swarm now) => JsonNode.DeepEquals(JsonNode.Parse(spec.ToJsonString()), JsonNode.Parse(now.RawJson));

    private async Task<bool> SendAsync(Swarm seen, JsonObject spec, SwarmRotation rotation, CancellationToken stop)
    {
        await swarm.UpdateSwarmAsync(seen, spec, rotation, stop).ConfigureAwait(false);
        return true;
    }
}
