using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>The ids of what services name, and specs with them; docker's client does the same while it converts (docker/cli, command/stack/swarm).</summary>
internal sealed class StackIds
{
    private readonly ConcurrentDictionary<string, string> _networks;
    private readonly ConcurrentDictionary<string, string> _secrets;
    private readonly ConcurrentDictionary<string, string> _configs;

    public StackIds(ObservedStack observed)
    {
        _networks = Of(observed.Networks);
        _secrets = Of(observed.Secrets);
        _configs = Of(observed.Configs);
    }

    /// <summary>Notes what was made.</summary>
    public void Add(SwarmStackObjectType type, string name, string id)
    {
        ConcurrentDictionary<string, string> ids = type switch { SwarmStackObjectType.Network => _networks, SwarmStackObjectType.Secret => _secrets, _ => _configs };
        ids[name] = id;
    }

    /// <summary>What a spec names and nobody made; null for nothing.</summary>
    public string? Missing(JsonObject spec) =>
        Uses(spec, "TaskTemplate.Networks").Select(use => (string?)use["Target"]).FirstOrDefault(name => !_networks.ContainsKey(name ?? "")) is { } network ? $"the network '{network}'"
        : Uses(spec, "TaskTemplate.ContainerSpec.Secrets").Where(use => IsOpen(use, "SecretID")).Select(use => (string?)use["SecretName"]).FirstOrDefault(name => !_secrets.ContainsKey(name ?? "")) is { } secret ? $"the secret '{secret}'"
        : Uses(spec, "TaskTemplate.ContainerSpec.Configs").Where(use => IsOpen(use, "ConfigID")).Select(use => (string?)use["ConfigName"]).FirstOrDefault(name => !_configs.ContainsKey(name ?? "")) is { } config ? $"the config '{config}'"
        : null;

    /// <summary>The networks that a spec with ids names: their names by their ids.</summary>
    public IEnumerable<KeyValuePair<string, string>> NetworksOf(JsonObject spec)
    {
        HashSet<string> ids = new(Uses(spec, "TaskTemplate.Networks").Concat(Uses(spec, "Networks")).Select(use => (string?)use["Target"] ?? ""), StringComparer.Ordinal);
        return _networks.Where(network => ids.Contains(network.Value)).Select(network => new KeyValuePair<string, string>(network.Value, network.Key));
    }

    /// <summary>Those of some networks that are known: their names by their ids.</summary>
    public IEnumerable<KeyValuePair<string, string>> Networks(IEnumerable<string> names) =>
        names.Where(_networks.ContainsKey).Select(name => new KeyValuePair<string, string>(_networks[name], name));

    /// <summary>A spec with ids for names; what has an id keeps it.</summary>
    public JsonObject Resolved(JsonObject spec)
    {
        JsonObject copy = (JsonObject)spec.DeepClone();
        foreach (JsonObject use in Uses(copy, "TaskTemplate.Networks"))
        {
            use["Target"] = _networks.TryGetValue((string)use["Target"]!, out string? network) ? network : use["Target"]!.DeepClone();
        }

        foreach (JsonObject use in Uses(copy, "TaskTemplate.ContainerSpec.Secrets").Where(use => IsOpen(use, "SecretID")))
        {
            use["SecretID"] = _secrets[(string)use["SecretName"]!];
        }

        foreach (JsonObject use in Uses(copy, "TaskTemplate.ContainerSpec.Configs").Where(use => IsOpen(use, "ConfigID")))
        {
            use["ConfigID"] = _configs[(string)use["ConfigName"]!];
        }

        SpecPath credential = new("TaskTemplate.ContainerSpec.Privileges.CredentialSpec.Config");
        if ((string?)credential.Read(copy) is { } config && _configs.TryGetValue(config, out string? id))
        {
            credential.Write(copy, id);
        }

        // What was sent is then what comes back, and a change by somebody else can be told.
        EngineSpec.Fill(copy);
        return copy;
    }

    private static bool IsOpen(JsonObject use, string id) => string.IsNullOrEmpty((string?)use[id]);

    private static IEnumerable<JsonObject> Uses(JsonObject spec, string path) => (new SpecPath(path).Read(spec) as JsonArray ?? []).OfType<JsonObject>();

    // A name that several have is that of the first: a network of the swarm comes before those of one node.
    private static ConcurrentDictionary<string, string> Of(IEnumerable<SwarmObject> known) =>
        new(known.GroupBy(item => item.Name, StringComparer.Ordinal).Select(same => new KeyValuePair<string, string>(same.Key, same.First().Id)), StringComparer.Ordinal);
}
