namespace SwarmTools.Stacks;

/// <summary>When the registries of images are asked for their digests (docker stack deploy --resolve-image).</summary>
internal enum ImageResolving
{
    /// <summary>Each time.</summary>
    Always,

    /// <summary>For services that are new, or run another image than the file names.</summary>
    Changed,

    /// <summary>Not at all.</summary>
    Never,
}
