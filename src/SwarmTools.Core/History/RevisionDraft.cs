using System.Text.Json.Nodes;

namespace SwarmTools.History;

/// <summary>A revision to be kept.</summary>
internal sealed record RevisionDraft
{
    public string ServiceId { get; init; } = "";

    public string ServiceName { get; init; } = "";

    public JsonObject Spec { get; init; } = [];

    /// <summary>How its rollout replaces tasks on the way, where that is not what the spec says; null otherwise.</summary>
    public JsonObject? During { get; init; }

    /// <summary>The number of the revision that the service had before; null for a spec that was found.</summary>
    public int? From { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Who makes it: user and machine.</summary>
    public string Author { get; init; } = "";

    public SwarmRolloutOutcome Outcome { get; init; }
}
