using System.Text.Json;

namespace SwarmTools.Engine.Transport;

/// <summary>What an engine says it is.</summary>
internal sealed record ManagerIdentity(string SwarmId, string NodeId, bool IsManager)
{
    /// <summary>Reads the answer to <c>/info</c>; null for what is none.</summary>
    public static ManagerIdentity? Of(string info)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(info);
            return document.RootElement.TryGetProperty("Swarm", out JsonElement swarm)
                ? new(
                    swarm.TryGetProperty("Cluster", out JsonElement cluster) && cluster.ValueKind == JsonValueKind.Object && cluster.TryGetProperty("ID", out JsonElement id) ? id.ToString() : "",
                    swarm.TryGetProperty("NodeID", out JsonElement node) ? node.ToString() : "",
                    swarm.TryGetProperty("ControlAvailable", out JsonElement control) && control.ValueKind == JsonValueKind.True)
                : null;
        }
        catch (JsonException)
        {
            // No engine.
            return null;
        }
    }
}
