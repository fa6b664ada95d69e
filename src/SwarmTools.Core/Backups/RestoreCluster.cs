using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Cluster;
using SwarmTools.Networks;
using SwarmTools.Nodes;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Plans what a backup says of the swarm itself and of its nodes, which are known by their host names. Pure.</summary>
internal sealed class RestoreCluster(Backup backup, SeenSwarm target, RestoreFindings findings)
{
    public RestoreStep Settings()
    {
        JsonObject now = JsonNode.Parse(target.Swarm.RawJson) as JsonObject ?? [];
        SwarmChange change = new() { Parts = backup.Settings };
        IReadOnlyList<SwarmDifference> differences = SpecDifferences.Between(now, change.AppliedTo(target.Swarm));
        if (differences.Any(difference => difference.Path == "EncryptionConfig.AutoLockManagers" && difference.New == "true"))
        {
            findings.Warn("Managers will ask for an unlock key after each restart, which is another one than that of the old swarm: keep what Get-SwarmUnlockKey shows.");
        }

        WarnOfFixed();
        return new(Step(SwarmStackObjectType.Settings, target.Swarm.Name, differences, "other settings")) { Settings = change };
    }

    public IReadOnlyList<RestoreStep> Nodes()
    {
        RestoreStep[] steps = [.. backup.Nodes.Select(node => Node(node, isAvailabilityKept: false)).OfType<RestoreStep>()];
        if (!target.Nodes.Any(IsActive) || target.Nodes.Any(node => IsActive(steps.FirstOrDefault(step => step.Node == node)?.NodeChange?.Availability ?? node.Availability)))
        {
            return steps;
        }

        findings.Warn("The availability of nodes is not restored: no node of this swarm would take tasks.");
        return [.. backup.Nodes.Select(node => Node(node, isAvailabilityKept: true)).OfType<RestoreStep>()];
    }

    private static bool IsActive(SwarmNode node) => IsActive(node.Availability);

    private static bool IsActive(SwarmNodeAvailability availability) => availability == SwarmNodeAvailability.Active;

    private RestoreStep? Node(BackupNode node, bool isAvailabilityKept)
    {
        SwarmNode[] same = [.. target.Nodes.Where(other => other.Name == node.HostName)];
        bool isUnique = same.Length == 1 && backup.Nodes.Count(other => other.HostName == node.HostName) == 1;
        if (!isUnique)
        {
            WarnOf(node, same.Length, isAvailabilityKept);
            return null;
        }

        NodeChange change = new()
        {
            Availability = isAvailabilityKept || node.Availability == SwarmNodeAvailability.Unknown ? null : node.Availability,
            Labels = new() { Added = node.Labels },
        };
        JsonObject Spec(SwarmNodeAvailability availability, IReadOnlyDictionary<string, string> labels) => new() { ["Availability"] = availability.ToString(), ["Labels"] = PairJson.From(labels) };
        IReadOnlyList<SwarmDifference> differences = SpecDifferences.Between(
            Spec(same[0].Availability, same[0].Labels), Spec(change.Availability ?? same[0].Availability, change.Labels.AppliedTo(same[0].Labels)));
        return new(Step(SwarmStackObjectType.Node, node.HostName, differences, string.Join(", ", differences.Select(difference => difference.Path)))) { Node = same[0], NodeChange = change };
    }

    // Told once, although nodes may be planned twice.
    private void WarnOf(BackupNode node, int same, bool isAgain)
    {
        if (!isAgain && (node.Labels.Count > 0 || (same > 0 && !IsActive(node.Availability))))
        {
            findings.Warn($"{(same == 0 ? "No node has" : "More than one node has")} the name '{node.HostName}': its labels ({string.Join(", ", node.Labels.Select(label => $"{label.Key}={label.Value}").OrderBy(label => label, StringComparer.Ordinal))}) are put on none. Set-SwarmNode does it.");
        }
    }

    private void WarnOfFixed()
    {
        void Tell(string what, string old, string now)
        {
            if (old.Length > 0 && old != now)
            {
                findings.Warn($"{what} was {old}, and is {now} in this swarm. Only Initialize-Swarm can set it.");
            }
        }

        Tell("The address pool of networks", string.Join(", ", EngineChoice.Pools(backup.AddressPools)), string.Join(", ", EngineChoice.Pools(target.Swarm.DefaultAddressPool)));
        Tell("The size of subnets", Number(backup.SubnetSize), Number(target.Swarm.SubnetSize));
        Tell("The port of the networks' traffic", Number(backup.DataPathPort), Number(target.Swarm.DataPathPort));
    }

    private static string Number(int number) => number == 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static StackStep Step(SwarmStackObjectType type, string name, IReadOnlyList<SwarmDifference> differences, string reason) => new(new()
    {
        Type = type,
        Name = name,
        Action = differences.Count == 0 ? SwarmStackAction.Keep : SwarmStackAction.Update,
        Reason = differences.Count == 0 ? "" : reason,
        Differences = differences,
    });
}
