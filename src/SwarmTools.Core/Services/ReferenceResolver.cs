using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Services;

/// <summary>Finds the ids of the secrets, configs and networks that a new service names.</summary>
internal sealed class ReferenceResolver(ISecretApi secrets, IConfigApi configs, INetworkApi networks)
{
    /// <summary>Returns the definition with ids; asks only for lists that are needed.</summary>
    /// <exception cref="SwarmException"><c>SecretNotFound</c>, <c>ConfigNotFound</c>, <c>NetworkNotFound</c>.</exception>
    public async Task<ServiceDefinition> ResolveAsync(ServiceDefinition service, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmSecret>> knownSecrets = ListIf(service.Secrets.Any(secret => secret.SourceId.Length == 0), secrets.ListSecretsAsync, stop);
        Task<IReadOnlyList<SwarmConfig>> knownConfigs = ListIf(service.Configs.Any(config => config.SourceId.Length == 0), configs.ListConfigsAsync, stop);
        Task<IReadOnlyList<SwarmNetwork>> knownNetworks = ListIf(service.Networks.Any(network => network.Id.Length == 0), networks.ListNetworksAsync, stop);
        await Task.WhenAll(knownSecrets, knownConfigs, knownNetworks).ConfigureAwait(false);
        IReadOnlyList<SwarmSecret> secretList = await knownSecrets.ConfigureAwait(false);
        IReadOnlyList<SwarmConfig> configList = await knownConfigs.ConfigureAwait(false);
        IReadOnlyList<SwarmNetwork> networkList = await knownNetworks.ConfigureAwait(false);
        return service with
        {
            Secrets = [.. service.Secrets.Select(use => WithId(use, secretList, ErrorId.SecretNotFound, "secret", "Add-SwarmSecret"))],
            Configs = [.. service.Configs.Select(use => WithId(use, configList, ErrorId.ConfigNotFound, "config", "Add-SwarmConfig"))],
            Networks = [.. service.Networks.Select(use => WithId(use, networkList))],
        };
    }

    private static FileReference WithId<T>(FileReference use, IReadOnlyList<T> known, ErrorId notFound, string kind, string maker)
        where T : SwarmObject
    {
        if (use.SourceKind.Length > 0 && use.SourceKind != kind)
        {
            throw new SwarmException(ErrorId.WrongKind, $"'{use.Source}' is a {use.SourceKind}, not a {kind}.");
        }

        if (use.SourceId.Length > 0)
        {
            return use;
        }

        T found = Find(known, use.Source) ?? throw new SwarmException(
            notFound, $"The service names the {kind} '{use.Source}', which the swarm does not have. Make it with {maker} first.");
        return use with { Source = found.Name, SourceId = found.Id };
    }

    private static NetworkUse WithId(NetworkUse use, IReadOnlyList<SwarmNetwork> known)
    {
        if (use.Id.Length > 0)
        {
            return use;
        }

        // A name can exist twice, as a local network of the node and as one of the swarm.
        List<SwarmNetwork> candidates = [.. known.OrderByDescending(network => network.Scope == "swarm")];
        SwarmNetwork found = Find(candidates, use.Name) ?? throw new SwarmException(
            ErrorId.NetworkNotFound, $"The service names the network '{use.Name}', which the swarm does not have. Make it with New-SwarmNetwork first.");
        return use with { Id = found.Id };
    }

    private static T? Find<T>(IReadOnlyList<T> known, string name)
        where T : SwarmObject =>
        known.FirstOrDefault(item => item.Name == name) ?? known.FirstOrDefault(item => item.Id == name);

    private static Task<IReadOnlyList<T>> ListIf<T>(bool needed, Func<CancellationToken, Task<IReadOnlyList<T>>> list, CancellationToken stop) =>
        needed ? list(stop) : Task.FromResult<IReadOnlyList<T>>([]);
}
