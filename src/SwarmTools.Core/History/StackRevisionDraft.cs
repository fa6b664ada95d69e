using System.Collections.Generic;

namespace SwarmTools.History;

/// <summary>A revision of a stack to be kept.</summary>
internal sealed record StackRevisionDraft
{
    public string StackName { get; init; } = "";

    /// <summary>All services of the stack, by name.</summary>
    public IReadOnlyList<KeptService> Services { get; init; } = [];

    /// <summary>The networks that it has or uses: their names by their ids.</summary>
    public IReadOnlyDictionary<string, string> Networks { get; init; } = Empty.Labels;

    /// <summary>The names of the secrets that its services read.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The names of the configs that its services read.</summary>
    public IReadOnlyList<string> Configs { get; init; } = [];

    /// <summary>The number of the revision that the stack had before; null where there was nothing, and for one that was found.</summary>
    public int? From { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Who makes it: user and machine.</summary>
    public string Author { get; init; } = "";

    public SwarmStackChangeOutcome Outcome { get; init; }
}
