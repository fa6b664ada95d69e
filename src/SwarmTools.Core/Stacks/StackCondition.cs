namespace SwarmTools.Stacks;

/// <summary>What a service waits for in another one (compose-spec, 05-services.md, depends_on).</summary>
internal enum StackCondition
{
    /// <summary>Its tasks run.</summary>
    Started,

    /// <summary>Its tasks run, and are well; in a swarm a task that is not well does not count as running.</summary>
    Healthy,

    /// <summary>Its tasks ended well.</summary>
    Completed,
}
