using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Configs;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Services;

/// <summary>Finds the ids of the secrets, configs and networks that a change of a service names.</summary>
internal sealed class ReferenceResolver(ISecretApi secrets, IConfigApi configs, INetworkApi networks)
{
    /// <summary>Returns all edits of a change but those of its image and of a credential spec in a file; asks only for lists that are needed.</summary>
    /// <exception cref="SwarmException"><c>SecretNotFound</c>, <c>ConfigNotFound</c>, <c>NetworkNotFound</c>, <c>WrongKind</c>.</exception>
    public async Task<IReadOnlyList<SpecEdit>> ResolveAsync(ServiceChange change, CancellationToken stop)
    {
        CredentialSpec? credential = change.CredentialSpec is { Data.Length: 0 } ? change.CredentialSpec : null;
        IEnumerable<FileReference> configsWanted = [.. change.Configs.Wanted, .. credential?.Config is { } config ? [config] : Array.Empty<FileReference>()];
        Task<IReadOnlyList<SwarmSecret>> knownSecrets = ListIf(change.Secrets.Wanted.Any(secret => secret.SourceId.Length == 0), secrets.ListSecretsAsync, stop);
        Task<IReadOnlyList<SwarmConfig>> knownConfigs = ListIf(configsWanted.Any(wanted => wanted.SourceId.Length == 0), configs.ListConfigsAsync, stop);
        Task<IReadOnlyList<SwarmNetwork>> knownNetworks = ListIf(
            change.Networks.Wanted.Concat(change.Networks.Removed).Any(network => network.Id.Length == 0), networks.ListNetworksAsync, stop);
        await Task.WhenAll(knownSecrets, knownConfigs, knownNetworks).ConfigureAwait(false);
        IReadOnlyList<SwarmSecret> secretList = await knownSecrets.ConfigureAwait(false);
        IReadOnlyList<SwarmConfig> configList = await knownConfigs.ConfigureAwait(false);
        // A name can exist twice, as a local network of the node and as one of the swarm.
        IReadOnlyList<SwarmNetwork> networkList = [.. (await knownNetworks.ConfigureAwait(false)).OrderByDescending(network => network.Scope == "swarm")];

        FileReference Config(FileReference use) => WithId(use, configList, ErrorId.ConfigNotFound, "config", "Add-SwarmConfig");
        SpecEdits edits = new();
        edits.AddRange(change.Edits.All);
        edits.AddRange(change.Secrets.EditsOf(
            ServiceOptions.Secrets, use => WithId(use, secretList, ErrorId.SecretNotFound, "secret", "Add-SwarmSecret"), use => NameInSpec(use, "secret")));
        edits.AddRange(change.Configs.EditsOf(ServiceOptions.Configs, Config, use => NameInSpec(use, "config")));
        if (credential is not null)
        {
            edits.AddRange(CredentialEdits.Set(credential.Config is { } named ? credential with { Config = Config(named) } : credential));
        }

        IReadOnlyList<SpecEdit> networkEdits = [.. change.Networks.EditsOf(ServiceOptions.Networks, use => WithId(use, networkList), use => IdOrName(use, networkList))];
        if (networkEdits.Count > 0)
        {
            edits.Add(NetworkSpec.MoveToTasks(networkEdits[0].Parameter));
            edits.AddRange(networkEdits);
        }

        return edits.All;
    }

    /// <summary>Adds a credential spec that is in a file here as a config, which is how it reaches the nodes, and returns the edits for it.</summary>
    /// <remarks>The last step, when all that can be refused was: it makes something.</remarks>
    public async Task<IReadOnlyList<SpecEdit>> AddCredentialAsync(ServiceChange change, CancellationToken stop)
    {
        if (change.CredentialSpec is not { Data.Length: > 0, Config: { } wanted } credential)
        {
            return [];
        }

        SwarmConfig added = await new ConfigCreator(configs).EnsureAsync(new() { Name = wanted.Source, Data = credential.Data }, stop).ConfigureAwait(false);
        return [.. CredentialEdits.Set(credential with { Config = wanted with { SourceId = added.Id } })];
    }

    private static FileReference WithId<T>(FileReference use, IReadOnlyList<T> known, ErrorId notFound, string kind, string maker)
        where T : SwarmObject
    {
        RequireKind(use, kind);
        if (use.SourceId.Length > 0)
        {
            return use;
        }

        T found = Find(known, use.Source) ?? throw new SwarmException(
            notFound, $"The service names the {kind} '{use.Source}', which the swarm does not have. Make it with {maker} first.");
        return use with { Source = found.Name, SourceId = found.Id };
    }

    private static NetworkUse WithId(NetworkUse use, IReadOnlyList<SwarmNetwork> known) => use.Id.Length > 0 ? use : use with
    {
        Id = Find(known, use.Name)?.Id ?? throw new SwarmException(
            ErrorId.NetworkNotFound, $"The service names the network '{use.Name}', which the swarm does not have. Make it with New-SwarmNetwork first."),
    };

    // What is removed from a service need not exist any more.
    private static string NameInSpec(FileReference use, string kind)
    {
        RequireKind(use, kind);
        return use.SourceId.Length > 0 ? use.SourceId : use.Source;
    }

    private static string IdOrName(NetworkUse use, IReadOnlyList<SwarmNetwork> known) => use.Id.Length > 0 ? use.Id : Find(known, use.Name)?.Id ?? use.Name;

    private static void RequireKind(FileReference use, string kind)
    {
        if (use.SourceKind.Length > 0 && use.SourceKind != kind)
        {
            throw new SwarmException(ErrorId.WrongKind, $"'{use.Source}' is a {use.SourceKind}, not a {kind}.");
        }
    }

    private static T? Find<T>(IReadOnlyList<T> known, string name)
        where T : SwarmObject =>
        known.FirstOrDefault(item => item.Name == name) ?? known.FirstOrDefault(item => item.Id == name) ?? Beginning(known, name);

    private static T? Beginning<T>(IReadOnlyList<T> known, string name)
        where T : SwarmObject
    {
        IReadOnlyList<T> found = name.Length < SwarmObject.ShortestId ? [] : [.. known.Where(item => item.Id.StartsWith(name, StringComparison.Ordinal))];
        return found.Count == 1 ? found[0] : null;
    }

    private static Task<IReadOnlyList<T>> ListIf<T>(bool needed, Func<CancellationToken, Task<IReadOnlyList<T>>> list, CancellationToken stop) =>
        needed ? list(stop) : Task.FromResult<IReadOnlyList<T>>([]);
}
