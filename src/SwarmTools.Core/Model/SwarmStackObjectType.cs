namespace SwarmTools;

/// <summary>What a change of a stack is about.</summary>
public enum SwarmStackObjectType
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A config.</summary>
    Config,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A service.</summary>
    Service,

    /// <summary>The settings of the swarm. Of backups only.</summary>
    Settings,

    /// <summary>A node. Of backups only.</summary>
    Node,
}
