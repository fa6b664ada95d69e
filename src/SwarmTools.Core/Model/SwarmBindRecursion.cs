namespace SwarmTools;

/// <summary>What becomes of the mounts below the source of a bind mount.</summary>
public enum SwarmBindRecursion
{
    /// <summary>Not said: the engine's default.</summary>
    Unknown,

    /// <summary>They are mounted too, and read-only where the kernel can.</summary>
    Enabled,

    /// <summary>They are not mounted.</summary>
    Disabled,

    /// <summary>They are mounted and stay writable although the mount is read-only. Needs API 1.44.</summary>
    Writable,

    /// <summary>They are mounted read-only, or the task fails. Needs API 1.44.</summary>
    ReadOnly,
}
