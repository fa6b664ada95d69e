using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A stack: services, networks, secrets and configs that bear its name in docker's label. One whose services are gone is a stack while anything of it is left; one of which only the history is left is found by its own name alone.</summary>
/// <remarks>An engine knows no stacks: the id of one is its name.</remarks>
public sealed class SwarmStack : SwarmObject
{
    /// <summary>The names of its services.</summary>
    public IReadOnlyList<string> Services { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Tasks of its services that run on nodes that answer; those of jobs, which end, are not counted.</summary>
    public long RunningTasks { get; internal init; }

    /// <summary>Tasks of its services that should run; those of jobs are not counted.</summary>
    public long DesiredTasks { get; internal init; }

    /// <summary>The names of its networks; those that it only uses are not its own.</summary>
    public IReadOnlyList<string> Networks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of its secrets.</summary>
    public IReadOnlyList<string> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of its configs.</summary>
    public IReadOnlyList<string> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Whether nothing is left of it but its history.</summary>
    internal override bool IsHidden => Services.Count + Networks.Count + Secrets.Count + Configs.Count == 0;

    /// <summary>The services themselves.</summary>
    internal IReadOnlyList<SwarmService> Members { get; init; } = [];
}
