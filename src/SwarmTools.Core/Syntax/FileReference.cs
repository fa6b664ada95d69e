namespace SwarmTools.Syntax;

/// <summary>The use of a secret or config by a service: which one, and how its file looks in the container.</summary>
internal sealed record FileReference
{
    /// <summary>0444: everybody in the container may read it.</summary>
    public const int DefaultMode = 292;

    public string Source { get; init; } = "";

    /// <summary>The id, when an object was given; empty when the name is still to be looked up.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>Whether the object given is a secret or a config; empty when a name was given.</summary>
    public string SourceKind { get; init; } = "";

    /// <summary>The file; empty for the name of the source.</summary>
    public string Target { get; init; } = "";

    public string Uid { get; init; } = "0";

    public string Gid { get; init; } = "0";

    public int Mode { get; init; } = DefaultMode;

    /// <summary>Whether the engine itself reads it, such as a credential spec, and the container gets no file.</summary>
    public bool IsForRuntime { get; init; }
}
