using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Fakes;

internal sealed partial class FakeSwarm : ISecretApi, IConfigApi, INetworkApi, IVolumeApi, IImageApi
{
    public List<SwarmSecret> Secrets { get; } = [];

    /// <summary>The values of secrets, by their ids.</summary>
    public Dictionary<string, byte[]> Values { get; } = [];

    public List<SwarmConfig> Configs { get; } = [];

    /// <summary>What somebody else does in the moment before a config arrives.</summary>
    public Action BeforeConfig { get; set; } = () => { };

    /// <summary>What somebody else does in the moment before the labels of a secret or config arrive.</summary>
    public Action BeforeLabels { get; set; } = () => { };

    public List<SwarmNetwork> Networks { get; } = [];

    /// <summary>How often the next removals of a network are refused, because a task still holds it.</summary>
    public int NetworkHolds { get; set; }

    /// <summary>Whether networks stay listed after they were removed.</summary>
    public bool NetworksLinger { get; set; }

    /// <summary>When a swarm gives its networks their subnets, counted from noon.</summary>
    public TimeSpan SubnetsAfter { get; set; } = TimeSpan.FromSeconds(0.2);

    /// <summary>What the registry says of each image; it does not know others.</summary>
    public Dictionary<string, ImageLookup> Registry { get; } = [];

    /// <summary>The login that came with each request that can have one.</summary>
    public List<RegistryLogin?> Logins { get; } = [];

    public HashSet<string> LocalImages { get; } = [];

    public Task<IReadOnlyList<SwarmSecret>> ListSecretsAsync(CancellationToken stop) => Answer<SwarmSecret>("secrets", Secrets, stop);

    public Task<IReadOnlyList<SwarmConfig>> ListConfigsAsync(CancellationToken stop) => Answer<SwarmConfig>("configs", Configs, stop);

    public Task<IReadOnlyList<SwarmConfig>> FindConfigsAsync(string label, CancellationToken stop)
    {
        string[] pair = label.Split('=', 2);
        return Answer<SwarmConfig>("configs " + pair[0], Configs.Where(config => config.Labels.TryGetValue(pair[0], out string? value) && (pair.Length == 1 || value == pair[1])), stop);
    }

    public Task LabelConfigAsync(SwarmConfig config, IReadOnlyDictionary<string, string> labels, CancellationToken stop)
    {
        BeforeLabels();
        Note("label config " + config.Name, stop);
        int index = Configs.FindIndex(known => known.Id == config.Id);
        if (Configs[index].Version != config.Version)
        {
            throw new SwarmException(ErrorId.UpdateOutOfSequence, $"The config '{config.Name}' was changed by somebody else: update out of sequence.");
        }

        Configs[index] = new() { Id = config.Id, Name = config.Name, Data = config.Data, Labels = labels, Version = config.Version + 1, UpdatedAt = Clock.UtcNow };
        return Task.CompletedTask;
    }

    public Task<SwarmNetwork?> FindSwarmNetworkAsync(string name, CancellationToken stop) => Task.FromResult(Networks.FirstOrDefault(network => network.Name == name));

    /// <summary>The containers that joined networks by themselves, by the network's id; of others the engine does not know.</summary>
    public Dictionary<string, IReadOnlyList<AttachedContainer>> Attached { get; } = [];

    public Task<IReadOnlyList<AttachedContainer>?> ListContainersAsync(string networkId, CancellationToken stop)
    {
        Note($"containers {networkId}", stop);
        return Task.FromResult(Attached.TryGetValue(networkId, out IReadOnlyList<AttachedContainer>? found) ? found : null);
    }

    public Task<IReadOnlyList<SwarmNetwork>> ListNetworksAsync(CancellationToken stop) => Answer<SwarmNetwork>("networks", Networks, stop);

    public Task<string> CreateSecretAsync(SecretDefinition definition, CancellationToken stop)
    {
        Note("create secret " + definition.Name, stop);
        if (Secrets.Any(secret => secret.Name == definition.Name))
        {
            throw new SwarmException(ErrorId.SecretExists, $"A secret named '{definition.Name}' exists already.");
        }

        Secrets.Add(new() { Id = definition.Name + "-id", Name = definition.Name, Labels = definition.Labels, Driver = definition.Driver, TemplateDriver = definition.TemplateDriver, Version = 1, CreatedAt = Clock.UtcNow, UpdatedAt = Clock.UtcNow });
        Values[definition.Name + "-id"] = (byte[]?)definition.Payload?.Bytes.Clone() ?? [];
        AfterCreate();
        return Task.FromResult(definition.Name + "-id");
    }

    public Task<bool> HasValueAsync(SwarmSecret secret, SecretPayload value, CancellationToken stop)
    {
        Note("compare secret " + secret.Name, stop);
        SwarmSecret known = Secrets.Find(other => other.Id == secret.Id) ?? throw new SwarmException(ErrorId.SecretNotFound, $"There is no secret '{secret.Name}' in the swarm.");
        return Task.FromResult(Values.TryGetValue(known.Id, out byte[]? held) && held.AsSpan().SequenceEqual(value.Bytes));
    }

    public Task LabelSecretAsync(SwarmSecret secret, IReadOnlyDictionary<string, string> labels, CancellationToken stop)
    {
        BeforeLabels();
        Note("label secret " + secret.Name, stop);
        int index = Secrets.FindIndex(known => known.Id == secret.Id);
        if (Secrets[index].Version != secret.Version)
        {
            throw new SwarmException(ErrorId.UpdateOutOfSequence, $"The secret '{secret.Name}' was changed by somebody else: update out of sequence.");
        }

        Secrets[index] = new() { Id = secret.Id, Name = secret.Name, Driver = secret.Driver, TemplateDriver = secret.TemplateDriver, Labels = labels, Version = secret.Version + 1, UpdatedAt = Clock.UtcNow };
        return Task.CompletedTask;
    }

    public Task<string> CreateConfigAsync(ConfigDefinition definition, CancellationToken stop)
    {
        BeforeConfig();
        Note("create config " + definition.Name, stop);
        if (Configs.Any(config => config.Name == definition.Name))
        {
            throw new SwarmException(ErrorId.ConfigExists, $"A config named '{definition.Name}' exists already.");
        }

        Configs.Add(new() { Id = definition.Name + "-id", Name = definition.Name, Data = definition.Data, Labels = definition.Labels, Version = 1, CreatedAt = Clock.UtcNow, UpdatedAt = Clock.UtcNow });
        AfterCreate();
        return Task.FromResult(definition.Name + "-id");
    }

    public Task<string> CreateNetworkAsync(NetworkDefinition definition, CancellationToken stop)
    {
        Note("create network " + definition.Name, stop);
        if (Networks.Exists(other => other.Name == definition.Name))
        {
            throw new SwarmException(ErrorId.NetworkExists, $"A network named '{definition.Name}' exists already.");
        }

        SwarmNetwork Made(params string[] subnets) => new() { Name = definition.Name, Id = $"{definition.Name}-swarm-id", Scope = "swarm", Driver = "overlay", Subnets = subnets, Labels = definition.Labels };
        SwarmNetwork network = Made();
        Networks.Add(network);
        Clock.At(SubnetsAfter, () => Networks[Networks.IndexOf(network)] = Made("10.0.1.0/24"));
        AfterCreate();
        return Task.FromResult(network.Id);
    }

    public Task RemoveSecretAsync(string id, string name, CancellationToken stop)
    {
        Note("remove secret " + id, stop);
        RequireUnused(ErrorId.SecretInUse, "secret", name, spec => FileUses.Secrets.IdsIn(spec).Contains(id));
        Secrets.RemoveAll(secret => secret.Id == id);
        Values.Remove(id);
        return Task.CompletedTask;
    }

    public Task RemoveConfigAsync(string id, string name, CancellationToken stop)
    {
        Note("remove config " + id, stop);
        RequireUnused(ErrorId.ConfigInUse, "config", name, spec => FileUses.Configs.IdsIn(spec).Contains(id));
        Configs.RemoveAll(config => config.Id == id);
        return Task.CompletedTask;
    }

    // What an engine would go back to does not count (swarmkit, manager/controlapi/secret.go: RemoveSecret).
    private void RequireUnused(ErrorId inUse, string kind, string name, Func<JsonObject, bool> isUse)
    {
        if (Services.Find(service => service.RawJson.Length > 0 && isUse(SpecOf(service.Name))) is { } user)
        {
            throw new SwarmException(inUse, $"The {kind} '{name}' is in use by the following service: {user.Name}. Remove what uses it first.");
        }
    }

    public Task RemoveNetworkAsync(string id, string name, CancellationToken stop)
    {
        Note("remove network " + id, stop);
        if (NetworkHolds-- > 0 || Services.Any(service => service.NetworkIds.Contains(id)))
        {
            throw new SwarmException(ErrorId.NetworkInUse, $"The network '{name}' is in use by task x.");
        }

        return NetworksLinger || Networks.RemoveAll(network => network.Id == id) > 0
            ? Task.CompletedTask
            : throw new SwarmException(ErrorId.NetworkNotFound, $"There is no network '{name}' in the swarm.");
    }

    public List<SwarmVolume> Volumes { get; } = [];

    public Task<IReadOnlyList<SwarmVolume>> ListVolumesAsync(CancellationToken stop) => Answer<SwarmVolume>("volumes", Volumes, stop);

    public IReadOnlyList<SwarmVolume> ReadVolumes(byte[] all, byte[] unused) => throw new NotSupportedException();

    public Task CreateVolumeAsync(VolumeDefinition definition, CancellationToken stop)
    {
        Note("create volume " + definition.Name, stop);
        Volumes.Add(new() { Id = definition.Name, Name = definition.Name, Driver = definition.Driver, Labels = definition.Labels, Options = definition.Options });
        return Task.CompletedTask;
    }

    public Task UpdateVolumeAsync(string name, long version, JsonObject spec, CancellationToken stop)
    {
        Note($"update volume {name} {version} {spec.ToJsonString()}", stop);
        return Task.CompletedTask;
    }

    public Task RemoveVolumeAsync(string name, CancellationToken stop)
    {
        Note("remove volume " + name, stop);
        SwarmVolume volume = Volumes.Find(other => other.Name == name) ?? throw new SwarmException(ErrorId.VolumeNotFound, $"There is no volume '{name}'.");
        return volume.InUse ? throw new SwarmException(ErrorId.VolumeInUse, $"The volume '{name}' is in use: remove {name}: volume is in use - [c1].") : Task.FromResult(Volumes.Remove(volume));
    }

    public Task<ImageLookup> LookUpImageAsync(string image, RegistryLogin? login, CancellationToken stop)
    {
        Note("look up " + image, stop);
        Logins.Add(login);
        return Task.FromResult(Registry.TryGetValue(image, out ImageLookup? found) ? found : new(ImageLookupOutcome.NotFound, "", "manifest unknown"));
    }

    public Task<bool> HasImageAsync(string image, CancellationToken stop)
    {
        Note("has " + image, stop);
        return Task.FromResult(LocalImages.Contains(image));
    }
}
