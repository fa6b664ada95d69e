using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>Writes the volumes that services mount into an exported file. A swarm keeps none: what is said of one is in each of its mounts.</summary>
internal sealed class VolumeExporter(StackNames names)
{
    private const string Group = "group:";

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _labels = new(StringComparer.Ordinal);

    /// <param name="section">Takes the volumes.</param>
    /// <param name="mounts">The mounts of all services.</param>
    public void Export(ExportSection section, IEnumerable<JsonObject> mounts)
    {
        foreach (IGrouping<string, JsonObject> uses in mounts.Where(IsNamed).GroupBy(mount => (string)mount["Source"]!, StringComparer.Ordinal).OrderBy(uses => uses.Key, StringComparer.Ordinal))
        {
            if (uses.FirstOrDefault(IsOwn) is not { } own)
            {
                section.AddExternal(uses.Key, uses.Key);
                continue;
            }

            IReadOnlyDictionary<string, string> common = uses.Select(LabelsOf).Aggregate((all, more) => all.Intersect(more).ToDictionary(label => label.Key, label => label.Value));
            _labels[uses.Key] = common;
            JsonNode? driver = own["VolumeOptions"]!["DriverConfig"];
            section.AddOwn(uses.Key, uses.Key, new MappingBuilder().AddText("driver", driver?["Name"]).AddPairs("driver_opts", driver?["Options"]).AddPairs("labels", common));
        }
    }

    /// <summary>Whether a mount is of a volume that has a name.</summary>
    public static bool IsNamed(JsonObject mount) => (string?)mount["Source"] is { Length: > 0 } source
        && ((string?)mount["Type"] == "volume" || ((string?)mount["Type"] == "cluster" && !source.StartsWith(Group, StringComparison.Ordinal)));

    /// <summary>The labels that one mount gives to its volume beside those that all give.</summary>
    public IEnumerable<KeyValuePair<string, string>> MoreLabels(JsonObject mount) => _labels.TryGetValue((string?)mount["Source"] ?? "", out IReadOnlyDictionary<string, string>? common) ? LabelsOf(mount).Except(common) : [];

    private bool IsOwn(JsonObject mount) => (string?)mount["VolumeOptions"]?["Labels"]?[StackLabel.Key] == names.Stack;

    private static IReadOnlyDictionary<string, string> LabelsOf(JsonObject mount) =>
        MappingBuilder.PairsOf(mount["VolumeOptions"]?["Labels"]).Where(label => !StackNames.IsLabel(label.Key)).ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
}
