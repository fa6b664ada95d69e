using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.History;

/// <summary>A service of a stack as a revision keeps it.</summary>
/// <param name="Key">Its key in the file; its name where there was none.</param>
/// <param name="Name">Its name in the swarm.</param>
/// <param name="Spec">Its spec, as the engine's API has it.</param>
internal sealed record KeptService(string Key, string Name, JsonObject Spec)
{
    /// <summary>The keys of the services that come before it, each with how far it must have come.</summary>
    public IReadOnlyDictionary<string, string> Dependencies { get; init; } = Empty.Labels;
}
