using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Rollouts;

namespace SwarmTools.Stacks;

/// <summary>How a plan is to be carried out.</summary>
internal sealed record StackApplyOptions
{
    /// <summary>The API version that the services of the plan were read at.</summary>
    public Version Api { get; init; } = new();

    /// <summary>How long the rollout of each service may take.</summary>
    public TimeSpan Timeout { get; init; } = RolloutOptions.DefaultTimeout;

    /// <summary>Whether rollouts are watched to their end; without it services do not wait for those they depend on.</summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>Whether all goes back when something fails.</summary>
    public bool RollsBack { get; init; }

    /// <summary>How many versions of a secret or config stay in any case, the newest among them.</summary>
    public int KeptVersions { get; init; } = ContentVersion.DefaultKept;

    /// <summary>Why, for the history.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How many revisions of the stack are kept; 0 for none.</summary>
    public int HistoryLimit { get; init; } = StackHistory.DefaultLimit;

    /// <summary>The steps that the user does not want.</summary>
    public IReadOnlyCollection<StackStep> Declined { get; init; } = [];

    /// <summary>The login that the nodes get for an image; null for none.</summary>
    public Func<string, CancellationToken, Task<RegistryLogin?>> LoginFor { get; init; } = (_, _) => Task.FromResult<RegistryLogin?>(null);
}
