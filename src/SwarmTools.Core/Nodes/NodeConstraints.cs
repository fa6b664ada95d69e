using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SwarmTools.Networks;

namespace SwarmTools.Nodes;

/// <summary>Whether a node meets placement constraints, by swarmkit's rules (manager/constraint/constraint.go). Pure.</summary>
internal static class NodeConstraints
{
    private const string NodeLabel = "node.labels.";
    private const string EngineLabel = "engine.labels.";
    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether a node meets all of some constraints.</summary>
    public static bool AreMet(SwarmNode node, IEnumerable<string> constraints) => constraints.All(constraint => IsMet(node, constraint));

    /// <summary>Whether a node meets a constraint; one that cannot be read is met by none.</summary>
    public static bool IsMet(SwarmNode node, string constraint)
    {
        int mark = constraint.IndexOf("==", StringComparison.Ordinal);
        bool isEqual = mark >= 0;
        mark = isEqual ? mark : constraint.IndexOf("!=", StringComparison.Ordinal);
        if (mark < 0)
        {
            return false;
        }

        string key = constraint[..mark].Trim();
        string wanted = constraint[(mark + 2)..].Trim();
        bool? matches = key.Equals("node.ip", Ignore) ? IsAt(node, wanted) : ValueOf(node, key)?.Equals(wanted, Ignore);
        return matches is { } known && known == isEqual;
    }

    // What a node does not have is empty; a key that is none is met by no node.
    private static string? ValueOf(SwarmNode node, string key) => key.ToLowerInvariant() switch
    {
        "node.id" => node.Id,
        "node.hostname" => node.Name,
        "node.role" => node.Role.ToString(),
        "node.platform.os" => node.OperatingSystem,
        "node.platform.arch" => node.Architecture,
        _ => key.StartsWith(NodeLabel, Ignore) ? LabelOf(node.Labels, key[NodeLabel.Length..])
            : key.StartsWith(EngineLabel, Ignore) ? LabelOf(node.EngineLabels, key[EngineLabel.Length..])
            : null,
    };

    private static string LabelOf(IReadOnlyDictionary<string, string> labels, string key) => labels.TryGetValue(key, out string? value) ? value : "";

    private static bool? IsAt(SwarmNode node, string wanted) => !IPAddress.TryParse(node.Address, out IPAddress? address) ? null
        : wanted.IndexOf('/') >= 0 ? AddressRange.Parse(wanted)?.Contains(AddressRange.Of(address))
        : IPAddress.TryParse(wanted, out IPAddress? one) ? one.Equals(address) : null;
}
