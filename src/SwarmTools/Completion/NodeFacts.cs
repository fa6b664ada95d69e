using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Completion;

/// <summary>What constraints and preferences can ask of nodes (swarmkit, manager/constraint/constraint.go).</summary>
internal static class NodeFacts
{
    public const string NodeLabels = "node.labels.";
    public const string EngineLabels = "engine.labels.";

    private static readonly (string Key, Func<SwarmNode, string> Read)[] s_facts =
    [
        ("node.hostname", node => node.Name),
        ("node.id", node => node.Id),
        ("node.ip", node => node.Address),
        ("node.platform.arch", node => node.Architecture),
        ("node.platform.os", node => node.OperatingSystem),
    ];

    /// <summary>The keys of labels, as constraints write them.</summary>
    public static IEnumerable<string> LabelKeys(IReadOnlyList<SwarmNode> nodes) =>
    [
        .. nodes.SelectMany(node => node.Labels.Keys).Select(key => NodeLabels + key),
        .. nodes.SelectMany(node => node.EngineLabels.Keys).Select(key => EngineLabels + key),
    ];

    /// <summary>All keys.</summary>
    public static IEnumerable<string> Keys(IReadOnlyList<SwarmNode> nodes) => [.. s_facts.Select(fact => fact.Key), "node.role", .. LabelKeys(nodes)];

    /// <summary>What nodes have for a key: the values, each with the node that has it.</summary>
    public static IEnumerable<(string Value, string NodeName)> Values(IReadOnlyList<SwarmNode> nodes, string key) => key switch
    {
        "node.role" => nodes.Select(node => (node.Role.ToString().ToLowerInvariant(), node.Name)),
        _ => nodes.Select(node => (ValueOf(node, key), node.Name)).Where(value => value.Item1.Length > 0),
    };

    private static string ValueOf(SwarmNode node, string key) =>
        key.StartsWith(NodeLabels, StringComparison.OrdinalIgnoreCase) ? Of(node.Labels, key[NodeLabels.Length..])
        : key.StartsWith(EngineLabels, StringComparison.OrdinalIgnoreCase) ? Of(node.EngineLabels, key[EngineLabels.Length..])
        : Array.Find(s_facts, fact => fact.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Read?.Invoke(node) ?? "";

    private static string Of(IReadOnlyDictionary<string, string> labels, string key) => labels.TryGetValue(key, out string? value) ? value : "";
}
