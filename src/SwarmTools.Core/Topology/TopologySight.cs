using System;

namespace SwarmTools.Topology;

/// <summary>The last picture that was had of a swarm, and why there is no newer one.</summary>
internal sealed record TopologySight
{
    public required SwarmTopology Topology { get; init; }

    /// <summary>Why the swarm could not be read after it; empty where it is the newest.</summary>
    public string Problem { get; init; } = "";

    /// <summary>When that was found.</summary>
    public DateTimeOffset ProblemAt { get; init; }
}
