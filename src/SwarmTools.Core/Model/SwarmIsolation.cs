namespace SwarmTools;

/// <summary>How a Windows container is kept apart.</summary>
public enum SwarmIsolation
{
    /// <summary>Not known to this version of SwarmTools.</summary>
    Unknown = 0,

    /// <summary>The engine's own choice.</summary>
    Default,

    /// <summary>By the kernel that it shares with others.</summary>
    Process,

    /// <summary>By a small virtual machine of its own.</summary>
    HyperV,
}
