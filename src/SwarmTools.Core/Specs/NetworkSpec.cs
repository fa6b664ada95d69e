using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Writes the use of a network in the engine's JSON; the name must have become an id before.</summary>
internal static class NetworkSpec
{
    private static readonly SpecPath s_old = new("Networks");
    private static readonly SpecPath s_ofTasks = new("TaskTemplate.Networks");

    /// <summary>Moves networks from where clients before API 1.25 kept them: an engine takes one place only.</summary>
    public static SpecEdit MoveToTasks(string parameter) => new(parameter, spec =>
    {
        if (s_old.Read(spec) is JsonArray { Count: > 0 } old)
        {
            if (s_ofTasks.Read(spec) is not JsonArray { Count: > 0 })
            {
                s_ofTasks.Write(spec, old.DeepClone());
            }

            s_old.Write(spec, null);
        }
    });

    public static JsonObject Build(NetworkUse network)
    {
        JsonObject json = new() { ["Target"] = network.Id };
        if (network.Aliases.Count > 0)
        {
            json["Aliases"] = new JsonArray([.. network.Aliases.Select(alias => (JsonNode)alias)]);
        }

        if (network.DriverOptions.Count > 0)
        {
            json["DriverOpts"] = PairJson.From(network.DriverOptions);
        }

        return json;
    }
}
