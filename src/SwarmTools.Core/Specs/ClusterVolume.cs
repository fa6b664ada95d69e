using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Specs;

/// <summary>The spec of a volume that a CSI driver gives to the whole cluster (moby, api/types/volume/cluster_volume.go). Null and empty values are left to the engine.</summary>
internal sealed record ClusterVolume
{
    /// <summary>The API that knows volumes of the cluster (moby, docs/api/version-history.md).</summary>
    public static readonly Version Since = new(1, 42);

    /// <summary>The volumes that are exchangeable for each other.</summary>
    public string Group { get; init; } = "";

    /// <summary>Whether one node or several may have it at a time: single, multi.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Who may share it: none, readonly, onewriter, all.</summary>
    public string Sharing { get; init; } = "";

    /// <summary>Whether it is a block device, and no file system.</summary>
    public bool IsBlock { get; init; }

    public long? RequiredBytes { get; init; }

    public long? LimitBytes { get; init; }

    public SwarmNodeAvailability? Availability { get; init; }

    /// <summary>What the driver is given: its own keys, each with the name of a secret.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = Empty.Labels;

    /// <summary>The spec of a volume that was read, with its version; null for one of a node.</summary>
    public static (JsonObject Spec, long Version)? Of(SwarmVolume volume) =>
        (volume.RawJson.Length == 0 ? null : JsonNode.Parse(volume.RawJson)?["ClusterVolume"]) is JsonObject cluster
            ? (cluster["Spec"] as JsonObject ?? [], (long?)cluster["Version"]?["Index"] ?? 0)
            : null;

    public JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["AccessMode"] = new JsonObject
            {
                ["Scope"] = Scope.Length > 0 ? Scope : "single",
                ["Sharing"] = Sharing.Length > 0 ? Sharing : "none",
                [IsBlock ? "BlockVolume" : "MountVolume"] = new JsonObject(),
            },
            ["Availability"] = EnumText.Write(Availability ?? SwarmNodeAvailability.Active, '-'),
        };
        if (Group.Length > 0)
        {
            json["Group"] = Group;
        }

        if (Secrets.Count > 0)
        {
            json["Secrets"] = new JsonArray([.. Secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => (JsonNode)new JsonObject { ["Key"] = secret.Key, ["Secret"] = secret.Value })]);
        }

        if (RequiredBytes is not null || LimitBytes is not null)
        {
            json["CapacityRange"] = new JsonObject { ["RequiredBytes"] = RequiredBytes ?? 0, ["LimitBytes"] = LimitBytes ?? 0 };
        }

        return json;
    }
}
