using System.Text.Json.Nodes;

namespace SwarmTools.Stacks;

/// <summary>What was sent for a service.</summary>
/// <param name="Id">The service; empty where there is none any more.</param>
/// <param name="Spec">The spec that it was given.</param>
internal sealed record SentService(string Id, JsonObject Spec);
