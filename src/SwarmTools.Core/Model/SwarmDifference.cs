namespace SwarmTools;

/// <summary>A field in which two specs of services differ.</summary>
public sealed class SwarmDifference
{
    /// <summary>The service whose spec is the new one.</summary>
    public string ServiceName { get; internal set; } = "";

    /// <summary>The field, as the engine's API calls it, such as <c>TaskTemplate.ContainerSpec.Image</c> or <c>TaskTemplate.ContainerSpec.Env[MODE]</c>.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>What the old spec says; null where it says nothing. What is no text is JSON; durations are nanoseconds, as in the API.</summary>
    public string? Old { get; internal init; }

    /// <summary>What the new spec says; null where it says nothing.</summary>
    public string? New { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Old ?? "(nothing)"} -> {New ?? "(nothing)"}";
}
