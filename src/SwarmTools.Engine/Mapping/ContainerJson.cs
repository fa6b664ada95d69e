using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Engine.Mapping;

/// <summary>Writes the request for a new container.</summary>
internal static class ContainerJson
{
    public static JsonObject From(ContainerDefinition definition) => new()
    {
        ["Image"] = definition.Image,
        ["Entrypoint"] = new JsonArray([.. definition.Command.Select(word => (JsonNode)word)]),
        ["Labels"] = PairJson.From(definition.Labels),
        ["OpenStdin"] = true,
        // With the client the input ends, and with it the container: none is left behind.
        ["StdinOnce"] = true,
        ["AttachStdin"] = true,
        ["AttachStdout"] = true,
        ["AttachStderr"] = true,
        ["StopTimeout"] = 1,
        ["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray("NONE") },
        ["HostConfig"] = new JsonObject
        {
            ["AutoRemove"] = true,
            ["NetworkMode"] = definition.Network,
            ["LogConfig"] = new JsonObject { ["Type"] = "none" },
            ["CapDrop"] = new JsonArray("ALL"),
            ["ReadonlyRootfs"] = true,
        },
    };
}
