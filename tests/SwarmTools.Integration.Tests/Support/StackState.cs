using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>What an engine has of a stack, to be compared.</summary>
internal static class StackState
{
    /// <summary>All that the engine keeps of a stack, with names for ids.</summary>
    public static async Task<JsonNode> SeenAsync(Stage stage, string name)
    {
        string filter = "?filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{name}}"]}""");
        JsonArray networks = [];

        // A network that was made a moment ago has no driver yet.
        await Stage.UntilAsync(async () => (networks = (JsonArray)await stage.Raw.GetAsync("/networks" + filter)).All(network => (string?)network!["Driver"] is { Length: > 0 }), "all networks have drivers");
        Dictionary<string, string> names = networks.ToDictionary(network => (string)network!["Id"]!, network => (string)network!["Name"]!);
        JsonObject all = [];
        foreach (JsonNode? service in (JsonArray)await stage.Raw.GetAsync("/services" + filter))
        {
            JsonNode spec = service!["Spec"]!.DeepClone();
            foreach (JsonNode? network in (JsonArray?)spec["TaskTemplate"]!["Networks"] ?? [])
            {
                network!["Target"] = names.GetValueOrDefault((string)network["Target"]!, (string)network["Target"]!);
            }

            foreach ((string list, string id) in new[] { ("Secrets", "SecretID"), ("Configs", "ConfigID") })
            {
                // Docker's own order of several uses of one secret is a random one.
                JsonArray uses = (JsonArray?)spec["TaskTemplate"]!["ContainerSpec"]![list] ?? [];
                JsonNode[] sorted = [.. uses.Select(use => use!.DeepClone()).OrderBy(use => use["File"]?["Name"]?.ToJsonString(), StringComparer.Ordinal)];
                sorted.ToList().ForEach(use => ((JsonObject)use).Remove(id));
                spec["TaskTemplate"]!["ContainerSpec"]![list] = new JsonArray(sorted);
            }

            all["service " + (string)spec["Name"]!] = Plain(spec);
        }

        foreach (string kind in new[] { "secrets", "configs" })
        {
            foreach (JsonNode? item in (JsonArray)await stage.Raw.GetAsync($"/{kind}{filter}"))
            {
                all[$"{kind} {(string)item!["Spec"]!["Name"]!}"] = item["Spec"]!.DeepClone();
            }
        }

        foreach (JsonNode? network in networks)
        {
            all["network " + (string)network!["Name"]!] = new JsonObject
            {
                ["Driver"] = network["Driver"]!.DeepClone(),
                ["Internal"] = network["Internal"]!.DeepClone(),
                ["Attachable"] = network["Attachable"]!.DeepClone(),
                ["Labels"] = network["Labels"]!.DeepClone(),
                ["foo"] = network["Options"]?["foo"]?.DeepClone(),
            };
        }

        return all;
    }

    // An engine keeps what is empty as it was sent, and means nothing by it.
    private static JsonNode? Plain(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            return new JsonArray([.. items.Select(Plain)]);
        }

        if (node is not JsonObject properties)
        {
            return node?.DeepClone();
        }

        JsonObject plain = [];
        foreach ((string key, JsonNode? value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            if (Plain(value) is { } said and not JsonObject { Count: 0 } and not JsonArray { Count: 0 } && said.ToJsonString() is not ("false" or "\"\""))
            {
                plain[key] = said;
            }
        }

        return plain;
    }

    /// <summary>The versions of the services of a stack.</summary>
    public static async Task<string> VersionsAsync(Stage stage, string name)
    {
        string filter = "?filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{name}}"]}""");
        return string.Join(' ', ((JsonArray)await stage.Raw.GetAsync("/services" + filter)).Select(service => (string)service!["Spec"]!["Name"]! + ((JsonObject)service["Version"]!).ToJsonString()).Order(StringComparer.Ordinal));
    }
}
