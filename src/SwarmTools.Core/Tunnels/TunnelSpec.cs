using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Tunnels;

/// <summary>What is made for a tunnel. All of it bears one label and one name, by which it is found again. Pure.</summary>
internal static class TunnelSpec
{
    /// <summary>The label of all that is made for a tunnel; its value is the tunnel's id.</summary>
    public const string Label = "swarmtools.tunnel";

    public static string NameOf(string id) => "swarmtools-tunnel-" + id;

    public static IReadOnlyDictionary<string, string> LabelsOf(string id) => new Dictionary<string, string>(StringComparer.Ordinal) { [Label] = id };

    /// <summary>Whether an object was made for a tunnel.</summary>
    public static bool IsOne(SwarmObject item) => item.Labels.ContainsKey(Label);

    /// <summary>The network between the task and the relay: of these two alone, and with no way out.</summary>
    public static NetworkDefinition Network(string id) => new() { Name = NameOf(id), Labels = LabelsOf(id), Attachable = true, Internal = true };

    /// <summary>The service of one task, which runs once.</summary>
    public static JsonObject Service(TunnelRequest request, string id, string secretId, string networkId) => new()
    {
        ["Name"] = NameOf(id),
        ["Labels"] = PairJson.From(LabelsOf(id)),
        ["TaskTemplate"] = new JsonObject
        {
            ["ContainerSpec"] = new JsonObject
            {
                ["Image"] = request.Image,
                ["Labels"] = PairJson.From(LabelsOf(id)),
                ["Command"] = Texts("sh", "-c", TunnelScript.Prologue + request.Script),
                ["Env"] = Texts([$"SEAL={(request.IsSealed ? 1 : 0)}", "ID=" + id, .. request.Environment.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}")]),
                // Whoever owns the files of a volume: all of them are to be read and written.
                ["User"] = "0:0",
                ["Mounts"] = new JsonArray([.. request.Mounts.Select(mount => mount.DeepClone())]),
                ["Secrets"] = new JsonArray(new JsonObject
                {
                    ["File"] = new JsonObject { ["Name"] = TunnelKey.FileName, ["UID"] = "0", ["GID"] = "0", ["Mode"] = 256 },
                    ["SecretID"] = secretId,
                    ["SecretName"] = NameOf(id),
                }),
                ["StopGracePeriod"] = Nanoseconds.Of(TimeSpan.FromSeconds(1)),
                ["Healthcheck"] = new JsonObject { ["Test"] = Texts("NONE") },
            },
            ["RestartPolicy"] = new JsonObject { ["Condition"] = "none" },
            ["Placement"] = new JsonObject { ["Constraints"] = Texts("node.id==" + request.Node.Id) },
            ["Networks"] = new JsonArray(new JsonObject { ["Target"] = networkId }),
            // What goes through the tunnel is for nobody's log.
            ["LogDriver"] = new JsonObject { ["Name"] = "none" },
        },
        ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = 1L } },
        // The name leads to the task itself.
        ["EndpointSpec"] = new JsonObject { ["Mode"] = "dnsrr" },
    };

    /// <summary>The container on the manager that is connected with the task, and that the engine's API reaches.</summary>
    public static ContainerDefinition Relay(TunnelRequest request, string id) => new()
    {
        // Not that of the service: by its name a container finds itself first.
        Name = NameOf(id) + "-relay",
        Image = request.Image,
        Labels = LabelsOf(id),
        Network = NameOf(id),
        Command = ["sh", "-c", TunnelScript.Relay, "sh", NameOf(id)],
    };

    private static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
