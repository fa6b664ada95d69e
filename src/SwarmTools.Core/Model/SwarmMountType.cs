namespace SwarmTools;

/// <summary>What is mounted.</summary>
public enum SwarmMountType
{
    /// <summary>A type that this version does not know.</summary>
    Unknown,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>A path of the node.</summary>
    Bind,

    /// <summary>Memory.</summary>
    Tmpfs,

    /// <summary>A Windows named pipe.</summary>
    Npipe,

    /// <summary>A cluster volume.</summary>
    Cluster,
}
