using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>The nodes during a watch. They change seldom, and each question costs the managers: while nothing moves they are asked for only now and then.</summary>
internal sealed class WatchedNodes(INodeApi nodes, IClock clock)
{
    private static readonly TimeSpan s_age = TimeSpan.FromSeconds(5);

    private IReadOnlyList<SwarmNode>? _known;
    private DateTimeOffset _askedAt;

    /// <summary>The nodes, as they are now while tasks move, and as they were some seconds ago while nothing does.</summary>
    public async Task<IReadOnlyList<SwarmNode>> ListAsync(bool isLively, CancellationToken stop)
    {
        if (_known is null || isLively || clock.UtcNow - _askedAt >= s_age)
        {
            // A question that fails is asked again.
            _known = null;
            _askedAt = clock.UtcNow;
            _known = await nodes.ListNodesAsync(stop).ConfigureAwait(false);
        }

        return _known;
    }
}
