using System.Collections.Generic;

namespace SwarmTools.Backups;

/// <summary>A node as a backup keeps it.</summary>
/// <param name="Id">Its id in the swarm that was backed up: constraints may name it.</param>
/// <param name="HostName">What it is known by in another swarm.</param>
internal sealed record BackupNode(string Id, string HostName)
{
    public SwarmNodeRole Role { get; init; }

    public SwarmNodeAvailability Availability { get; init; } = SwarmNodeAvailability.Active;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;
}
