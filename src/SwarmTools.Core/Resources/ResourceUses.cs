using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Resources;

/// <summary>What services need of secrets, configs, networks and volumes: what they use, what the engine would go back to, and what their kept revisions name. Pure.</summary>
internal sealed class ResourceUses
{
    private readonly HashSet<string> _secrets;
    private readonly HashSet<string> _configs;
    private readonly HashSet<string> _networks;
    private readonly HashSet<string> _volumes;

    /// <summary>Finds what is needed.</summary>
    /// <param name="services">All services.</param>
    /// <param name="kept">The specs of all kept revisions, of stacks and of services, also of those that are gone: they can be restored.</param>
    public ResourceUses(IReadOnlyList<SwarmService> services, IReadOnlyList<JsonObject> kept)
    {
        IReadOnlyList<JsonObject> specs =
        [
            .. services.Select(ServiceSpec.Of).SelectMany(service => new[] { service.Json, service.Previous }).OfType<JsonObject>(),
            .. kept,
        ];
        _secrets = new(specs.SelectMany(FileUses.Secrets.IdsIn), StringComparer.Ordinal);
        _configs = new(specs.SelectMany(FileUses.Configs.IdsIn), StringComparer.Ordinal);
        _networks = new(specs.SelectMany(NetworksIn), StringComparer.Ordinal);
        _volumes = new(specs.SelectMany(VolumeNames.In), StringComparer.Ordinal);
    }

    /// <summary>The ids of the secrets.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    /// <summary>The ids of the configs.</summary>
    public IReadOnlyCollection<string> Configs => _configs;

    /// <summary>The ids or names of the networks.</summary>
    public IReadOnlyCollection<string> Networks => _networks;

    /// <summary>Whether a service may mount a volume, on whatever node its tasks come to.</summary>
    public bool MayMount(string volume) => _volumes.Any(name => VolumeNames.May(name, volume));

    private static IEnumerable<string> NetworksIn(JsonObject spec) =>
        new[] { ServiceOptions.Networks.Read(spec), spec["Networks"] }.OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>()
            .Select(network => (string?)network["Target"] ?? "").Where(target => target.Length > 0);
}
