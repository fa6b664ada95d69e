using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Brings specs into a form in which they can be compared: names instead of ids, and what an engine writes where nothing was said.</summary>
internal sealed class ComparableSpec
{
    private const string Container = "TaskTemplate.ContainerSpec.";

    private static readonly SpecPath s_networks = new("TaskTemplate.Networks");
    private static readonly SpecPath s_oldNetworks = new("Networks");
    private static readonly SpecPath s_credential = new(Container + "Privileges.CredentialSpec.Config");

    private readonly Dictionary<string, string> _networks;
    private readonly Dictionary<string, string> _configs;

    public ComparableSpec(ObservedStack observed)
    {
        _networks = Names(observed.Networks);
        _configs = Names(observed.Configs);
    }

    /// <summary>A spec as it can be compared. The same for one with ids as for one with names.</summary>
    public JsonObject Of(JsonObject spec)
    {
        JsonObject copy = (JsonObject)spec.DeepClone();
        if (s_networks.Read(copy) is null && s_oldNetworks.Read(copy) is JsonArray { Count: > 0 } old)
        {
            s_networks.Write(copy, old.DeepClone());
        }

        s_oldNetworks.Write(copy, null);
        foreach (JsonObject network in (s_networks.Read(copy) as JsonArray ?? []).OfType<JsonObject>())
        {
            network["Target"] = Named(_networks, (string?)network["Target"] ?? "");
        }

        RemoveIds(copy, "Secrets", "SecretID");
        RemoveIds(copy, "Configs", "ConfigID");
        if (s_credential.Read(copy) is { } config)
        {
            s_credential.Write(copy, Named(_configs, (string?)config ?? ""));
        }

        EngineSpec.Fill(copy);
        return copy;
    }

    // In the order of their files: docker's client sends several uses of one secret in a random one.
    private static void RemoveIds(JsonObject spec, string list, string id)
    {
        SpecPath place = new(Container + list);
        if (place.Read(spec) is not JsonArray uses)
        {
            return;
        }

        JsonObject[] sorted = [.. uses.OfType<JsonObject>().Select(use => (JsonObject)use.DeepClone()).OrderBy(use => (string?)use["File"]?["Name"] ?? "", StringComparer.Ordinal)];
        foreach (JsonObject use in sorted)
        {
            use.Remove(id);
        }

        place.Write(spec, new JsonArray([.. sorted]));
    }

    private static Dictionary<string, string> Names(IEnumerable<SwarmObject> known) => known.GroupBy(item => item.Id).ToDictionary(same => same.Key, same => same.First().Name, StringComparer.Ordinal);

    private static string Named(Dictionary<string, string> names, string id) => names.TryGetValue(id, out string? name) ? name : id;
}
