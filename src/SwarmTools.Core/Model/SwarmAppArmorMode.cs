namespace SwarmTools;

/// <summary>What AppArmor does for the tasks of a service.</summary>
public enum SwarmAppArmorMode
{
    /// <summary>Not known to this version of SwarmTools.</summary>
    Unknown = 0,

    /// <summary>The engine's profile applies.</summary>
    Default,

    /// <summary>Nothing.</summary>
    Disabled,
}
