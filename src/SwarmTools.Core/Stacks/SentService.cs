using System.Text.Json.Nodes;

namespace SwarmTools.Stacks;

/// <summary>What was sent for a service.</summary>
/// <param name="Id">The service; empty where there is none any more, or where nobody knows.</param>
/// <param name="Spec">The spec that it was given; empty where it was only removed.</param>
internal sealed record SentService(string Id, JsonObject Spec);
