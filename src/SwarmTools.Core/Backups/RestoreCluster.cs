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
    private static readonly SpecPath s_autoLock = new("EncryptionConfig.AutoLockManagers");

    public RestoreStep Settings()
    {
        JsonObject now = JsonNode.Parse(target.Swarm.RawJson) as JsonObject ?? [];
        SwarmChange change = new() { Parts = Parts(now) };
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
        WarnOfUnplaced();
        if (target.Observed.Services.Count > 0)
        {
            WarnOfAvailability();
            return Nodes(isAvailabilityKept: true);
        }

        IReadOnlyList<RestoreStep> steps = Nodes(isAvailabilityKept: false);
        if (!target.Nodes.Any(IsActive) || target.Nodes.Any(node => IsActive(steps.FirstOrDefault(step => step.Node == node)?.NodeChange?.Availability ?? node.Availability)))
        {
            return steps;
        }

        findings.Warn("The availability of nodes is not restored: no node of this swarm would take tasks.");
        return Nodes(isAvailabilityKept: true);
    }

    // The stricter one stays: a backup of a swarm that was not locked must not open one that is.
    private JsonObject Parts(JsonObject now)
    {
        JsonObject parts = (JsonObject)backup.Settings.DeepClone();
        if (IsTrue(s_autoLock.Read(now)) && s_autoLock.Read(parts) is { } wished && !IsTrue(wished))
        {
            s_autoLock.Write(parts, null);
            findings.Warn("The managers of this swarm stay locked, although those of the backup were not: they ask for the unlock key after each restart. Set-Swarm -AutoLock $false changes it.");
        }

        return parts;
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool isTrue) && isTrue;

    private RestoreStep[] Nodes(bool isAvailabilityKept) =>
        [.. backup.Nodes.Select(node => Same(node) is { } same ? Step(node, same, isAvailabilityKept) : null).OfType<RestoreStep>()];

    private static bool IsActive(SwarmNode node) => IsActive(node.Availability);

    private static bool IsActive(SwarmNodeAvailability availability) => availability == SwarmNodeAvailability.Active;

    // The node of a host name that only one has, here and there.
    private SwarmNode? Same(BackupNode node) =>
        target.Nodes.Where(other => other.Name == node.HostName).Take(2).ToArray() is [var same] && backup.Nodes.Count(other => other.HostName == node.HostName) == 1 ? same : null;

    private static RestoreStep Step(BackupNode node, SwarmNode same, bool isAvailabilityKept)
    {
        NodeChange change = new()
        {
            Availability = isAvailabilityKept || node.Availability == SwarmNodeAvailability.Unknown ? null : node.Availability,
            Labels = new() { Added = node.Labels },
        };
        JsonObject Spec(SwarmNodeAvailability availability, IReadOnlyDictionary<string, string> labels) => new() { ["Availability"] = availability.ToString(), ["Labels"] = PairJson.From(labels) };
        IReadOnlyList<SwarmDifference> differences = SpecDifferences.Between(
            Spec(same.Availability, same.Labels), Spec(change.Availability ?? same.Availability, change.Labels.AppliedTo(same.Labels)));
        return new(Step(SwarmStackObjectType.Node, node.HostName, differences, string.Join(", ", differences.Select(difference => difference.Path)))) { Node = same, NodeChange = change };
    }

    // Its tasks would be stopped, or more would come, where services run already.
    private void WarnOfAvailability()
    {
        foreach (BackupNode node in backup.Nodes.Where(node => node.Availability != SwarmNodeAvailability.Unknown))
        {
            if (Same(node) is { } same && same.Availability != node.Availability)
            {
                findings.Warn($"The node '{node.HostName}' stays {same.Availability}, and was {node.Availability} in the backup: this swarm has services, whose tasks that would move. Set-SwarmNode changes it.");
            }
        }
    }

    private void WarnOfUnplaced()
    {
        foreach (BackupNode node in backup.Nodes.Where(node => Same(node) is null))
        {
            bool isThere = target.Nodes.Any(other => other.Name == node.HostName);
            if (node.Labels.Count > 0 || (isThere && !IsActive(node.Availability)))
            {
                findings.Warn($"{(isThere ? "More than one node has" : "No node has")} the name '{node.HostName}': its labels ({string.Join(", ", node.Labels.Select(label => $"{label.Key}={label.Value}").OrderBy(label => label, StringComparer.Ordinal))}) are put on none. Set-SwarmNode does it.");
            }
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
