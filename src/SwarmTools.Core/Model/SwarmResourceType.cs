namespace SwarmTools;

/// <summary>What kind of object services use.</summary>
public enum SwarmResourceType
{
    /// <summary>A kind that this version does not know.</summary>
    Unknown,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A config.</summary>
    Config,

    /// <summary>A network of the swarm.</summary>
    Network,

    /// <summary>A volume of one node.</summary>
    Volume,
}
