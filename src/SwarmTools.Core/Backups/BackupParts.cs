using System;

namespace SwarmTools.Backups;

/// <summary>What may be left out when a backup is restored.</summary>
[Flags]
internal enum BackupParts
{
    None = 0,

    /// <summary>The settings of the swarm.</summary>
    Settings = 1,

    /// <summary>Labels and availability of nodes.</summary>
    Nodes = 2,

    /// <summary>The kept revisions of services and stacks.</summary>
    History = 4,
}
