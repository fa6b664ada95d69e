using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>Where a swarm is reached and what answered there. A description: the live connection belongs to the session.</summary>
public sealed class SwarmConnection
{
    /// <summary>The name: the context's, or the first address.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The addresses, as DOCKER_HOST has them; several are managers of one swarm, tried in this order.</summary>
    public IReadOnlyList<string> Endpoints { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Why the connection leads there.</summary>
    public SwarmConnectionSource Source { get; internal init; }

    /// <summary>The docker context it was taken from; empty for none.</summary>
    public string ContextName { get; internal init; } = "";

    /// <summary>The newest API version of the engine, which every request uses.</summary>
    public Version? ApiVersion { get; internal set; }

    /// <summary>The version of the engine; empty until it was asked for.</summary>
    public string EngineVersion { get; internal set; } = "";

    /// <summary>The name of the machine that answered; empty until it was asked for.</summary>
    public string HostName { get; internal set; } = "";

    /// <summary>The part that the engine plays in a swarm.</summary>
    public SwarmLocalState SwarmState { get; internal set; }

    /// <summary>The id of the swarm; empty when the engine is in none, is a worker, or was not asked.</summary>
    public string SwarmId { get; internal set; } = "";

    /// <summary>The id of the node that answered; empty when the engine is in no swarm or was not asked.</summary>
    public string NodeId { get; internal set; } = "";

    /// <summary>The role of that node.</summary>
    public SwarmNodeRole Role { get; internal set; }

    /// <summary>Whether this is the default of the session.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>What is needed to open it.</summary>
    internal ConnectionSettings Settings { get; init; } = ConnectionSettings.None;

    /// <summary>A connection that nobody has opened yet.</summary>
    internal static SwarmConnection To(ConnectionSettings settings) => new()
    {
        Name = settings.Name,
        Endpoints = settings.Addresses,
        Source = settings.Source,
        ContextName = settings.ContextName,
        Settings = settings,
    };

    /// <summary>The same connection with something else; what was handed out does not change.</summary>
    internal SwarmConnection With(Action<SwarmConnection> change)
    {
        SwarmConnection copy = (SwarmConnection)MemberwiseClone();
        change(copy);
        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
