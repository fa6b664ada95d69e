using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Puts names where a spec has the ids of one swarm: the way back of <see cref="StackIds"/>. An id that the swarm does not know stays. Pure.</summary>
internal sealed class BackupNames(ObservedStack observed)
{
    private static readonly SpecPath s_credential = new("TaskTemplate.ContainerSpec.Privileges.CredentialSpec.Config");
    private static readonly SpecEdit s_inOnePlace = NetworkSpec.MoveToTasks("");

    private readonly Dictionary<string, string> _networks = Names(observed.Networks);
    private readonly Dictionary<string, string> _secrets = Names(observed.Secrets);
    private readonly Dictionary<string, string> _configs = Names(observed.Configs);

    /// <summary>A spec with names for ids.</summary>
    public JsonObject Of(JsonObject spec)
    {
        JsonObject copy = SpecEdit.Applied([s_inOnePlace], spec);
        foreach (JsonObject use in Uses(ServiceOptions.Networks.Read(copy)))
        {
            use["Target"] = Network((string?)use["Target"] ?? "");
        }

        Name(ServiceOptions.Secrets.Read(copy), "SecretID", "SecretName", _secrets);
        Name(ServiceOptions.Configs.Read(copy), "ConfigID", "ConfigName", _configs);
        if ((string?)s_credential.Read(copy) is { } config && _configs.TryGetValue(config, out string? name))
        {
            s_credential.Write(copy, name);
        }

        return copy;
    }

    /// <summary>The name of a network; its id where the swarm does not know it.</summary>
    public string Network(string id) => _networks.TryGetValue(id, out string? name) ? name : id;

    /// <summary>Whether all that a spec names is known.</summary>
    public bool Knows(JsonObject spec) =>
        Uses(ServiceOptions.Networks.Read(spec)).Concat(Uses(spec["Networks"])).All(use => _networks.ContainsKey((string?)use["Target"] ?? ""))
        && Uses(ServiceOptions.Secrets.Read(spec)).All(use => _secrets.ContainsKey((string?)use["SecretID"] ?? ""))
        && Uses(ServiceOptions.Configs.Read(spec)).All(use => _configs.ContainsKey((string?)use["ConfigID"] ?? ""));

    private static void Name(JsonNode? list, string idField, string nameField, Dictionary<string, string> names)
    {
        foreach (JsonObject use in Uses(list))
        {
            if (names.TryGetValue((string?)use[idField] ?? "", out string? name))
            {
                use.Remove(idField);
                use[nameField] = name;
            }
        }
    }

    private static IEnumerable<JsonObject> Uses(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static Dictionary<string, string> Names(IEnumerable<SwarmObject> known) =>
        known.GroupBy(item => item.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Name, StringComparer.Ordinal);
}
