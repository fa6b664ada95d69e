using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Addresses;

/// <summary>What a service asks of networks, by its spec. Pure.</summary>
/// <param name="Name">The name of the service.</param>
internal sealed record ServiceClaim(string Name)
{
    private static readonly SpecPath s_replicas = new("Mode.Replicated.Replicas");
    private static readonly SpecPath s_concurrent = new("Mode.ReplicatedJob.MaxConcurrent");
    private static readonly SpecPath s_oldNetworks = new("Networks");
    private static readonly SpecPath s_networks = new("TaskTemplate.Networks");

    private readonly IReadOnlyList<string> _targets = [];
    private readonly IReadOnlyList<string> _constraints = [];
    private readonly bool _isOnIngress;
    private readonly bool _isGlobal;
    private readonly long _replicas;
    private readonly long _mostOnNode;

    /// <summary>Whether it has an address of its own in each network.</summary>
    public bool HasVirtualIp { get; private init; }

    /// <summary>Whether its tasks run until somebody ends them, so that all are there at once.</summary>
    public bool IsLasting { get; private init; }

    /// <summary>Whether an update starts the new task before the old one ends.</summary>
    public bool StartsFirst { get; private init; }

    /// <summary>How many tasks an update replaces at once; 0 for all.</summary>
    public long Parallelism { get; private init; }

    /// <summary>What a service claims by its spec; networks may be named by id or name.</summary>
    public static ServiceClaim Of(JsonObject spec)
    {
        string mode = (spec["Mode"] as JsonObject)?.Select(part => part.Key).FirstOrDefault() ?? nameof(SwarmServiceMode.Replicated);
        bool isJob = mode is nameof(SwarmServiceMode.ReplicatedJob) or nameof(SwarmServiceMode.GlobalJob);
        return new((string?)spec["Name"] ?? "", spec)
        {
            HasVirtualIp = !IsWord(ServiceOptions.EndpointMode.Read(spec), "dnsrr"),
            IsLasting = !isJob && (ServiceOptions.RestartCondition.Read(spec) is not { } restart || IsWord(restart, "any")),
            StartsFirst = !isJob && IsWord(ServiceOptions.Update.Order.Read(spec), "start-first"),
            // Where nothing is said of updates it is one at a time.
            Parallelism = spec[UpdateOptions.UpdateConfig] is null ? 1 : (long?)ServiceOptions.Update.Parallelism.Read(spec) ?? 0,
        };
    }

    private ServiceClaim(string name, JsonObject spec)
        : this(name)
    {
        JsonArray? networks = s_networks.Read(spec) is JsonArray { Count: > 0 } ofTasks ? ofTasks : s_oldNetworks.Read(spec) as JsonArray;
        _targets = [.. (networks ?? []).Select(network => (string?)network?["Target"] ?? "")];
        _constraints = [.. (ServiceOptions.Constraints.Read(spec) as JsonArray ?? []).Select(constraint => (string?)constraint ?? "")];
        _isOnIngress = (ServiceOptions.Ports.Read(spec) as JsonArray ?? []).Any(port => !IsWord(port?["PublishMode"], "host"));
        _isGlobal = spec["Mode"]?[nameof(SwarmServiceMode.Global)] is not null || spec["Mode"]?[nameof(SwarmServiceMode.GlobalJob)] is not null;
        _replicas = (long?)s_replicas.Read(spec) ?? (long?)s_concurrent.Read(spec) ?? 1;
        _mostOnNode = (long?)ServiceOptions.MaxReplicasPerNode.Read(spec) ?? 0;
    }

    /// <summary>Whether it names networks that it takes addresses of.</summary>
    public bool IsOnAny => _targets.Count > 0;

    /// <summary>Whether it names no networks but those of another.</summary>
    public bool IsWhere(ServiceClaim other) => _targets.All(other._targets.Contains);

    /// <summary>Whether it takes addresses of a network.</summary>
    public bool IsOn(NetworkRoom network) => (network.IsIngress && _isOnIngress) || _targets.Any(target => target == network.Name || (target == network.Id && network.Id.Length > 0));

    /// <summary>How many tasks it is to have.</summary>
    /// <param name="nodes">How many tasks a service has that has one on each node.</param>
    public long Tasks(long nodes) => _isGlobal ? nodes : _replicas;

    /// <summary>How many tasks it is to have.</summary>
    public long Tasks(IReadOnlyList<SwarmNode> nodes) => _isGlobal ? Places(nodes).Count() : _replicas;

    /// <summary>How many tasks more there are while an update replaces them, at most.</summary>
    public long Surplus(long tasks) => !StartsFirst ? 0 : Parallelism == 0 ? tasks : Math.Min(Parallelism, tasks);

    /// <summary>The nodes that it may have tasks on, as far as its constraints say.</summary>
    public IEnumerable<SwarmNode> Places(IReadOnlyList<SwarmNode> nodes) =>
        nodes.Where(node => node.Answers && node.Availability == SwarmNodeAvailability.Active && NodeConstraints.AreMet(node, _constraints));

    /// <summary>The nodes that it surely has tasks on.</summary>
    public IEnumerable<SwarmNode> SurePlaces(IReadOnlyList<SwarmNode> nodes) => _isGlobal ? Places(nodes) : [];

    /// <summary>On how many nodes it has tasks at least.</summary>
    public long FewestNodes(long tasks) => _mostOnNode > 0 ? (tasks + _mostOnNode - 1) / _mostOnNode : Math.Min(1, tasks);

    private static bool IsWord(JsonNode? node, string word) => string.Equals((string?)node, word, StringComparison.OrdinalIgnoreCase);
}
