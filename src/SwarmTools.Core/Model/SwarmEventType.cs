namespace SwarmTools;

/// <summary>What kind of object an event is about.</summary>
public enum SwarmEventType
{
    /// <summary>A kind that this version does not know.</summary>
    Unknown,

    /// <summary>A service of the swarm.</summary>
    Service,

    /// <summary>A node of the swarm.</summary>
    Node,

    /// <summary>A secret of the swarm.</summary>
    Secret,

    /// <summary>A config of the swarm.</summary>
    Config,

    /// <summary>A network, of the swarm or of one engine.</summary>
    Network,

    /// <summary>A container of one engine.</summary>
    Container,

    /// <summary>An image of one engine.</summary>
    Image,

    /// <summary>A volume of one engine.</summary>
    Volume,

    /// <summary>A plugin of one engine.</summary>
    Plugin,

    /// <summary>An engine itself.</summary>
    Daemon,
}
