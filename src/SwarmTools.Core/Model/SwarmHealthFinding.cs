namespace SwarmTools;

/// <summary>Something about a swarm that is not well.</summary>
public sealed class SwarmHealthFinding
{
    /// <summary>How much it matters.</summary>
    public SwarmHealthSeverity Severity { get; internal init; }

    /// <summary>What was looked at, such as Quorum; one word for each kind of finding.</summary>
    public string Check { get; internal init; } = "";

    /// <summary>What it is about: the name of a node, a service, a secret; empty for the swarm as a whole.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>What was seen.</summary>
    public string Evidence { get; internal init; } = "";

    /// <summary>What to do.</summary>
    public string Remedy { get; internal init; } = "";

    /// <summary>The connection that it was seen through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Severity}: {Check}{(Target.Length > 0 ? $" of {Target}" : "")}: {Evidence}";
}
