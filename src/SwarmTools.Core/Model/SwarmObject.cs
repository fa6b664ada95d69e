using System;
using System.Collections.Generic;
using System.Text;

namespace SwarmTools;

/// <summary>What every object of a swarm has. A snapshot: it does not change and never calls the engine.</summary>
public abstract class SwarmObject
{
    /// <summary>The shortest beginning of an id that is taken for one; docker shows 12 characters.</summary>
    internal const int ShortestId = 10;

    private protected SwarmObject()
    {
    }

    /// <summary>The engine's id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name. Nodes and networks may share theirs with others; the id never does.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The labels of the object itself.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal init; } = Empty.Labels;

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; internal init; }

    /// <summary>The version that the engine counts up with every change.</summary>
    public long Version { get; internal init; }

    /// <summary>The connection that this object was read through; cmdlets it is piped into use it.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <summary>Whether SwarmTools keeps it for itself: it is found by its own name or id alone.</summary>
    internal virtual bool IsHidden => false;

    /// <summary>The engine's own JSON, as it came.</summary>
    internal byte[] RawJson { get; init; } = [];

    /// <summary>The engine's own JSON text of this object.</summary>
    public string ToJson() => Encoding.UTF8.GetString(RawJson);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
