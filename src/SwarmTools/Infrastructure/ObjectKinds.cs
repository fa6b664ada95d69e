using System.Collections.Generic;
using System.Linq;
using SwarmTools.Stacks;
using SwarmTools.Volumes;

namespace SwarmTools.Infrastructure;

/// <summary>The kinds of objects that have names.</summary>
internal static class ObjectKinds
{
    public static readonly ObjectKind<SwarmService> Service = new(
        "service", ErrorId.ServiceNotFound, (engine, stop) => engine.ListServicesAsync(stop));

    public static readonly ObjectKind<SwarmNode> Node = new(
        "node", ErrorId.NodeNotFound, (engine, stop) => engine.ListNodesAsync(stop));

    public static readonly ObjectKind<SwarmSecret> Secret = new(
        "secret", ErrorId.SecretNotFound, (engine, stop) => engine.ListSecretsAsync(stop));

    public static readonly ObjectKind<SwarmConfig> Config = new(
        "config", ErrorId.ConfigNotFound, (engine, stop) => engine.ListConfigsAsync(stop));

    /// <summary>Networks that services can join, and what holds the configuration of such; the node's own bridge, host and none are not among them.</summary>
    public static readonly ObjectKind<SwarmNetwork> Network = new(
        "network", ErrorId.NetworkNotFound, async (engine, stop) =>
        {
            IReadOnlyList<SwarmNetwork> all = await engine.ListNetworksAsync(stop).ConfigureAwait(false);
            return [.. all.Where(network => network.Scope == "swarm" || network.ConfigOnly)];
        });

    /// <summary>Volumes of the node that answers.</summary>
    public static readonly ObjectKind<SwarmVolume> Volume = new(
        "volume", ErrorId.VolumeNotFound, (engine, stop) => new VolumeFinder(engine, engine).ListAsync(stop)) { HasShortIds = false, Holder = "node" };

    public static readonly ObjectKind<SwarmStack> Stack = new(
        "stack", ErrorId.StackNotFound, (engine, stop) => new StackFinder(engine, engine, engine, engine, engine, engine).ListAsync(stop)) { HasShortIds = false };
}
