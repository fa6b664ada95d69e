namespace SwarmTools;

/// <summary>What becomes of the mounts below the source of a bind mount.</summary>
/// <remarks>Docker also has writable and readonly. Engines drop both in silence for services (ran: 20.10, 26.1, 28.5).</remarks>
public enum SwarmBindRecursion
{
    /// <summary>Not said: the engine's default.</summary>
    Unknown,

    /// <summary>They are mounted too, and read-only where the kernel can.</summary>
    Enabled,

    /// <summary>They are not mounted.</summary>
    Disabled,
}
