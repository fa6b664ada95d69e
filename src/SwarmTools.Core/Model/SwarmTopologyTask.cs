namespace SwarmTools;

/// <summary>A task in the picture of a swarm.</summary>
public sealed class SwarmTopologyTask
{
    /// <summary>The name of the task, such as web.1.</summary>
    public string Name => Task.Name;

    /// <summary>The task itself.</summary>
    public SwarmTask Task { get; internal init; } = new();

    /// <summary>What a look at it tells.</summary>
    public SwarmTaskCondition Condition { get; internal init; }

    /// <summary>Why it does not run: its own error, or else what the last task failed with that had its place; empty where it runs, or nothing is known. Not cut off.</summary>
    public string Problem { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
