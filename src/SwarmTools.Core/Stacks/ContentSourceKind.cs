namespace SwarmTools.Stacks;

/// <summary>What the data of a secret or a config comes from.</summary>
internal enum ContentSourceKind
{
    /// <summary>The file does not say.</summary>
    Nothing,

    /// <summary>A file of this machine.</summary>
    File,

    /// <summary>A variable of this machine.</summary>
    Environment,

    /// <summary>The compose file itself.</summary>
    Content,

    /// <summary>A plugin of the swarm.</summary>
    Driver,
}
