using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>Which tasks the engine is asked for. Empty lists mean all.</summary>
internal sealed record TaskQuery
{
    public static readonly TaskQuery All = new();

    public IReadOnlyList<string> ServiceIds { get; init; } = [];

    /// <summary>Only tasks made from the present spec of their service (the undocumented filter that docker/cli's progress uses).</summary>
    public bool UpToDate { get; init; }
}
