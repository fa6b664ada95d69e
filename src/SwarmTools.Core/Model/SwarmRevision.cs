using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A spec that a service had or was to have, kept in the swarm, with who brought it, when, why and with what outcome.</summary>
public sealed class SwarmRevision : SwarmObject
{
    /// <summary>The number, counted up from 1 for each service.</summary>
    public int Revision { get; internal init; }

    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>The id that the service had.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The revision that the service had before; null for one that was found.</summary>
    public int? FromRevision { get; internal init; }

    /// <summary>The image with its tag, without its digest.</summary>
    public string Image { get; internal init; } = "";

    /// <summary>The digest (<c>sha256:...</c>) that the image is pinned to; empty when it is not pinned.</summary>
    public string ImageDigest { get; internal init; } = "";

    /// <summary>Who made it: user and machine.</summary>
    public string CreatedBy { get; internal init; } = "";

    /// <summary>Why, in the words of -Reason.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>How its rollout ended; InProgress while it runs or when its command was ended, Superseded when another rollout came before its end, Unknown for a spec that was found as it was and for a rollout that was not waited for.</summary>
    public SwarmRolloutOutcome Outcome { get; internal init; }

    /// <summary>Whether the service has this spec now.</summary>
    public bool IsCurrent { get; internal set; }

    /// <summary>What it changed in the revision that the service had before; empty where that is not kept.</summary>
    public IReadOnlyList<SwarmDifference> Changes { get; internal set => field = Items.Numbered(value); } = [];

    /// <summary>When the rollout ended, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>Whether its rollout can still go on: it runs, was held or stopped, or its client is gone.</summary>
    internal bool IsUnfinished => Outcome is not (SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.RolledBack or SwarmRolloutOutcome.Unknown or SwarmRolloutOutcome.Superseded);

    /// <summary>Whether its rollout came to a bad end.</summary>
    internal bool IsFailed => Outcome is not (SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.InProgress or SwarmRolloutOutcome.Unknown or SwarmRolloutOutcome.Superseded);
}
