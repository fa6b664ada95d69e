using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Services;

namespace SwarmTools.Stacks;

/// <summary>Finds stacks, and what belongs to them, by docker's label.</summary>
internal sealed class StackFinder(IServiceApi services, ITaskApi tasks, INodeApi nodes, INetworkApi networks, ISecretApi secrets, IConfigApi configs)
{
    /// <summary>All stacks, by name.</summary>
    public async Task<IReadOnlyList<SwarmStack>> ListAsync(CancellationToken stop)
    {
        Task<StackParts> parts = ReadAsync(new ServiceFinder(services, tasks, nodes).ListAsync, stop);
        Task<IReadOnlyList<SwarmConfig>> kept = configs.FindConfigsAsync(SwarmConfig.StackRevisionLabel, stop);
        await Task.WhenAll(parts, kept).ConfigureAwait(false);
        StackParts all = await parts.ConfigureAwait(false);
        ILookup<string, SwarmConfig> revisions = (await kept.ConfigureAwait(false)).ToLookup(config => config.Labels.TryGetValue(SwarmConfig.StackRevisionLabel, out string? owner) ? owner : "", StringComparer.Ordinal);
        ILookup<string, SwarmService> ofServices = ByStack(all.Services);
        ILookup<string, SwarmNetwork> ofNetworks = ByStack(all.Networks);
        ILookup<string, SwarmSecret> ofSecrets = ByStack(all.Secrets);
        ILookup<string, SwarmConfig> ofConfigs = ByStack(all.Configs);
        IEnumerable<string> names = Names(ofServices).Concat(Names(ofNetworks)).Concat(Names(ofSecrets)).Concat(Names(ofConfigs)).Concat(Names(revisions).Where(name => name.Length > 0));
        return
        [
            .. names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).Select(name => StackOf(
                name, [.. ofServices[name]], [.. ofNetworks[name]], [.. ofSecrets[name]], [.. ofConfigs[name]], [.. revisions[name]])),
        ];
    }

    /// <summary>All that belongs to some stacks, each kind by name.</summary>
    public async Task<StackParts> PartsAsync(IReadOnlyCollection<string> names, CancellationToken stop)
    {
        Task<StackParts> parts = ReadAsync(services.ListServicesAsync, stop);
        Task<IReadOnlyList<SwarmTask>> known = tasks.ListTasksAsync(TaskQuery.All, stop);
        await Task.WhenAll(parts, known).ConfigureAwait(false);
        StackParts all = await parts.ConfigureAwait(false);
        HashSet<string> existing = [.. all.Services.Select(service => service.Id)];
        bool IsOf(SwarmObject item) => names.Contains(StackLabel.Of(item.Labels));
        return new()
        {
            Services = [.. all.Services.Where(IsOf)],
            Leaving = [.. (await known.ConfigureAwait(false)).Where(task => names.Contains(task.StackName) && !existing.Contains(task.ServiceId)).GroupBy(task => task.ServiceId, StringComparer.Ordinal).Select(left => LeavingOf(left.First()))],
            Networks = [.. all.Networks.Where(IsOf)],
            Secrets = [.. all.Secrets.Where(IsOf)],
            Configs = [.. all.Configs.Where(IsOf)],
        };
    }

    private async Task<StackParts> ReadAsync(Func<CancellationToken, Task<IReadOnlyList<SwarmService>>> list, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmService>> allServices = list(stop);
        Task<IReadOnlyList<SwarmNetwork>> allNetworks = networks.ListNetworksAsync(stop);
        Task<IReadOnlyList<SwarmSecret>> allSecrets = secrets.ListSecretsAsync(stop);
        // Asked for by the label, because they come with their data.
        Task<IReadOnlyList<SwarmConfig>> allConfigs = configs.FindConfigsAsync(StackLabel.Key, stop);
        await Task.WhenAll(allServices, allNetworks, allSecrets, allConfigs).ConfigureAwait(false);
        return new()
        {
            Services = await allServices.ConfigureAwait(false),
            Networks = await allNetworks.ConfigureAwait(false),
            Secrets = await allSecrets.ConfigureAwait(false),
            Configs = await allConfigs.ConfigureAwait(false),
        };
    }

    private static ILookup<string, T> ByStack<T>(IReadOnlyList<T> items)
        where T : SwarmObject =>
        items.Where(item => StackLabel.Of(item.Labels).Length > 0).ToLookup(item => StackLabel.Of(item.Labels), StringComparer.Ordinal);

    private static IEnumerable<string> Names<T>(ILookup<string, T> items) => items.Select(stack => stack.Key);

    private static SwarmStack StackOf(
        string name, IReadOnlyList<SwarmService> services, IReadOnlyList<SwarmNetwork> networks, IReadOnlyList<SwarmSecret> secrets, IReadOnlyList<SwarmConfig> configs, IReadOnlyList<SwarmConfig> revisions)
    {
        IReadOnlyList<SwarmObject> others = [.. networks, .. secrets, .. configs];
        others = services.Count + others.Count > 0 ? others : revisions;
        IReadOnlyList<SwarmService> lasting = [.. services.Where(service => !service.Mode.IsJob())];
        return new()
        {
            Id = name,
            Name = name,
            CreatedAt = services.Concat(others).Min(item => item.CreatedAt),
            UpdatedAt = (services.Count > 0 ? services : others).Max(item => item.UpdatedAt > item.CreatedAt ? item.UpdatedAt : item.CreatedAt),
            Services = [.. services.Select(service => service.Name)],
            RunningTasks = lasting.Sum(service => service.RunningTasks),
            DesiredTasks = lasting.Sum(service => service.DesiredTasks),
            Networks = [.. networks.Select(network => network.Name)],
            Secrets = [.. secrets.Select(secret => secret.Name)],
            Configs = [.. configs.Select(config => config.Name)],
            Members = services,
        };
    }

    // The name went with the service.
    private static SwarmService LeavingOf(SwarmTask task) => new()
    {
        Id = task.ServiceId,
        Name = task.ServiceId,
        Mode = JsonNode.Parse(task.RawJson)?["JobIteration"] is null ? SwarmServiceMode.Replicated : SwarmServiceMode.ReplicatedJob,
        Labels = new Dictionary<string, string> { [StackLabel.Key] = task.StackName },
    };
}
