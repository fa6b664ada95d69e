using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Cluster;
using SwarmTools.Nodes;
using SwarmTools.Resources;
using SwarmTools.Text;

namespace SwarmTools.Diagnostics;

/// <summary>Finds what is not well in a swarm. Pure: from what was seen to findings.</summary>
internal sealed class SwarmHealth(SwarmSnapshot seen)
{
    /// <summary>Clocks that differ more make certificates and logs doubtful; an engine tells its time to the second.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(3);

    /// <summary>So long a task may take to end.</summary>
    private static readonly TimeSpan s_ending = TimeSpan.FromMinutes(10);

    private readonly List<SwarmHealthFinding> _found = [];

    /// <summary>All findings, the worst first.</summary>
    public IReadOnlyList<SwarmHealthFinding> Find()
    {
        FindInManagers();
        FindInNodes();
        FindInCertificates();
        ServiceHealth services = new(seen.Tasks, seen.At);
        _found.AddRange(seen.Services.SelectMany(services.Of));
        _found.AddRange(new AddressHealth(seen).Find());
        FindInTasks();
        FindUnused();
        return Ordered(_found);
    }

    /// <summary>Findings, the worst first.</summary>
    public static IReadOnlyList<SwarmHealthFinding> Ordered(IEnumerable<SwarmHealthFinding> findings) =>
        [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Check, StringComparer.Ordinal).ThenBy(finding => finding.Target, StringComparer.Ordinal)];

    private void FindInManagers()
    {
        SwarmNode[] managers = [.. seen.Nodes.Where(node => node.Role == SwarmNodeRole.Manager)];
        int margin = QuorumGuard.MarginOf(seen.Nodes);
        string numbers = $"{managers.Length} {(managers.Length == 1 ? "manager" : "managers")}, {QuorumGuard.Needed(managers.Length)} must answer";
        if (margin < 0)
        {
            Add(SwarmHealthSeverity.Critical, "Quorum", "", $"{numbers}, and too few do: nothing can be changed.", "Bring managers back. If they are lost for good: Initialize-Swarm -ForceNewCluster on one that is left.");
        }
        else if (margin == 0)
        {
            Add(SwarmHealthSeverity.Warning, "Quorum", "", $"{numbers}: none may fail.", managers.Length == 1 ? "Make managers of two more nodes: Set-SwarmNode -Role Manager." : "Bring the missing managers back, or have an odd number of at least three.");
        }

        if (managers.Length % 2 == 0 && managers.Length > 0)
        {
            Add(SwarmHealthSeverity.Advice, "ManagerCount", "", $"{managers.Length} managers bear no more failures than {managers.Length - 1}.", "Have an odd number of managers.");
        }

        foreach (SwarmNode manager in managers.Where(node => node.Reachability == SwarmReachability.Unreachable && node.Answers))
        {
            Add(SwarmHealthSeverity.Warning, "ManagerReachability", manager.Name, "The other managers do not reach it.", "Look at its engine, and at port 2377 between the managers.");
        }
    }

    private void FindInNodes()
    {
        foreach (SwarmNode node in seen.Nodes.Where(node => !node.Answers))
        {
            Add(SwarmHealthSeverity.Critical, "NodeState", node.Name, $"{node.State}{(node.StateMessage.Length > 0 ? $": {node.StateMessage}" : "")}.", "Look at its engine and its network. If it is gone for good: Remove-SwarmNode.");
        }

        string[] versions = [.. seen.Nodes.Select(node => node.EngineVersion).Where(version => version.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(version => version, StringComparer.Ordinal)];
        if (versions.Length > 1)
        {
            Add(SwarmHealthSeverity.Warning, "EngineVersion", "", $"The engines are of {versions.Length} versions: {string.Join(", ", versions)}.", "Bring all nodes to one version; managers one after the other.");
        }

        if (seen.ClockSkew is { } skew && skew.Duration() > s_skew)
        {
            Add(SwarmHealthSeverity.Warning, "ClockSkew", "", $"The clock of the engine that answered is {SwarmText.Duration(skew.Duration())} {(skew > TimeSpan.Zero ? "ahead of" : "behind")} this machine's.", "Set the clocks by one source (NTP): certificates and the order of logs depend on them.");
        }
    }

    private void FindInCertificates()
    {
        if (CertificateReport.CertificatesIn(seen.Swarm.Trust.Root) is [var root, ..])
        {
            TimeSpan left = root.NotAfter.ToUniversalTime() - seen.At.UtcDateTime;
            if (left < TimeSpan.FromDays(180))
            {
                Add(left < TimeSpan.FromDays(30) ? SwarmHealthSeverity.Critical : SwarmHealthSeverity.Warning, "RootCertificate", "", $"It ends on {View.Day(root.NotAfter.ToUniversalTime())}.", "Replace it with Reset-SwarmCertificate.");
            }
        }

        foreach (SwarmNode node in seen.Nodes.Where(node => !seen.Swarm.RootRotationInProgress && node.Trust.IssuerKey.Length > 0 && node.Trust.IssuerKey != seen.Swarm.Trust.IssuerKey))
        {
            Add(SwarmHealthSeverity.Warning, "NodeCertificate", node.Name, "Its certificate is of an old root.", "Bring the node back, so that it gets a new one; see Get-SwarmCertificate.");
        }

        if (seen.Swarm.RootRotationInProgress)
        {
            Add(SwarmHealthSeverity.Warning, "RootRotation", "", "The root certificate is being replaced.", "See with Get-SwarmCertificate which nodes are missing; remove those that never come back.");
        }
    }

    private void FindInTasks()
    {
        Dictionary<string, SwarmNode> nodes = seen.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);

        foreach (SwarmTask task in seen.Tasks.Where(task => task.State == SwarmTaskState.Running && task.DesiredState > SwarmTaskState.Running && seen.At - task.StateChangedAt > s_ending
            && nodes.TryGetValue(task.NodeId, out SwarmNode? node) && !node.Answers))
        {
            Add(SwarmHealthSeverity.Warning, "GhostTask", task.Name.Length > 0 ? task.Name : task.Id, $"The swarm wants it to end, and its node '{nodes[task.NodeId].Name}' does not answer: it may run still.", "Bring the node back, or make sure that its machine is off; then Remove-SwarmNode.");
        }
    }

    private void FindUnused()
    {
        ResourceUses uses = new(seen.Services, seen.Kept);
        foreach (SwarmSecret secret in seen.Secrets.Where(secret => !uses.Secrets.Contains(secret.Id)))
        {
            Add(SwarmHealthSeverity.Advice, "UnusedSecret", secret.Name, "No service uses it, and no kept revision names it.", "Clear-SwarmResource Secret.");
        }

        foreach (SwarmConfig config in seen.Configs.Where(config => !config.IsHidden && !uses.Configs.Contains(config.Id)))
        {
            Add(SwarmHealthSeverity.Advice, "UnusedConfig", config.Name, "No service uses it, and no kept revision names it.", "Clear-SwarmResource Config.");
        }
    }

    private void Add(SwarmHealthSeverity severity, string check, string target, string evidence, string remedy) =>
        _found.Add(new() { Severity = severity, Check = check, Target = target, Evidence = evidence, Remedy = remedy });
}
