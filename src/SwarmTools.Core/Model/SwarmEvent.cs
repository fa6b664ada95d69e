using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>Something that happened to an object of the swarm.</summary>
public sealed class SwarmEvent
{
    /// <summary>When it happened, UTC, by the clock of the engine.</summary>
    public DateTimeOffset Timestamp { get; internal init; }

    /// <summary>What kind of object it is about.</summary>
    public SwarmEventType Type { get; internal init; }

    /// <summary>What happened, in the engine's words: create, update, remove and so on.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>The id of the object.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name of the object; empty when the engine does not tell it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Where it happened: swarm, or local for what one engine does for itself.</summary>
    public string Scope { get; internal init; } = "";

    /// <summary>What the engine adds, such as replicas.old and replicas.new, or updatestate.new.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; internal init; } = Empty.Labels;

    /// <summary>The connection that it was read through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {(Name.Length > 0 ? Name : Id)}: {Action}";
}
