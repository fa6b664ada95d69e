using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>One change of a plan with all that is needed to make it: one request to the engine.</summary>
/// <param name="Change">The change as it is shown.</param>
internal sealed record StackStep(SwarmStackChange Change)
{
    /// <summary>The network to be made.</summary>
    public NetworkDefinition? Network { get; init; }

    /// <summary>The secret or config to be made or labelled.</summary>
    public DesiredContent? Content { get; init; }

    /// <summary>The labels that a secret or config is to have.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>The network, secret or config that is there.</summary>
    public SwarmObject? There { get; init; }

    /// <summary>The service as it was seen; null for one that is not there.</summary>
    public SwarmService? Seen { get; init; }

    /// <summary>The service that is wished; null for one that is to go.</summary>
    public DesiredService? Service { get; init; }

    /// <summary>The spec that the service is to have, with names where ids will be.</summary>
    public JsonObject? Spec { get; init; }

    /// <summary>Whether the spec has its ids already, for it was kept.</summary>
    public bool HasIds { get; init; }

    /// <summary>Services that go directly before, because they publish a port that is needed here.</summary>
    public IReadOnlyList<StackStep> Before { get; init; } = [];

    /// <summary>The names of services that are sent before, because they give a port up that is needed here.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public bool IsKept => Change.Action == SwarmStackAction.Keep;

    public bool IsOf(SwarmStackObjectType type) => Change.Type == type;
}
