using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.History;

/// <summary>What the spec of a revision names: secrets, configs and networks, by their ids.</summary>
internal sealed class RevisionReferences(ISecretApi secrets, IConfigApi configs, INetworkApi networks)
{
    /// <summary>Refuses a revision that names what is gone: a service could not run with it.</summary>
    /// <exception cref="SwarmException"><c>RevisionIncomplete</c>.</exception>
    public async Task RequireAllAsync(SwarmRevision revision, CancellationToken stop)
    {
        JsonObject spec = RevisionJson.SpecOf(revision);
        Task<IReadOnlyList<SwarmSecret>> knownSecrets = secrets.ListSecretsAsync(stop);
        Task<IReadOnlyList<SwarmConfig>> knownConfigs = configs.ListConfigsAsync(stop);
        Task<IReadOnlyList<SwarmNetwork>> knownNetworks = networks.ListNetworksAsync(stop);
        await Task.WhenAll(knownSecrets, knownConfigs, knownNetworks).ConfigureAwait(false);
        IReadOnlyList<string> gone = Gone(spec, await knownSecrets.ConfigureAwait(false), await knownConfigs.ConfigureAwait(false), await knownNetworks.ConfigureAwait(false));
        if (gone.Count > 0)
        {
            throw new SwarmException(
                ErrorId.RevisionIncomplete,
                $"Revision {RevisionJson.Text(revision.Revision)} of the service '{revision.ServiceName}' cannot be restored: it names {string.Join(", ", gone)}, which the swarm has no longer, or has another one of that name. Nothing was changed; see Get-SwarmServiceHistory for other revisions.");
        }
    }

    /// <summary>What a spec names and a swarm does not have, such as <c>the secret 'key'</c>. Pure.</summary>
    public static IReadOnlyList<string> Gone(JsonObject spec, IReadOnlyList<SwarmSecret> secrets, IReadOnlyList<SwarmConfig> configs, IReadOnlyList<SwarmNetwork> networks) =>
    [
        .. Gone("secret", ServiceOptions.Secrets.Read(spec), "SecretID", "SecretName", secrets),
        .. Gone("config", ServiceOptions.Configs.Read(spec), "ConfigID", "ConfigName", configs),
        .. Gone("network", ServiceOptions.Networks.Read(spec) ?? spec["Networks"], "Target", "Target", networks),
    ];

    // By id: something else of the same name may have been made since. Networks may be named, too.
    private static IEnumerable<string> Gone(string noun, JsonNode? list, string idField, string nameField, IReadOnlyList<SwarmObject> known)
    {
        HashSet<string> there = new(known.SelectMany(item => new[] { item.Id, noun == "network" ? item.Name : item.Id }), StringComparer.Ordinal);
        return (list as JsonArray ?? []).OfType<JsonObject>()
            .Where(item => (string?)item[idField] is { Length: > 0 } id && !there.Contains(id))
            .Select(item => $"the {noun} '{(string?)item[nameField]}'");
    }
}
