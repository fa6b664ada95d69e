using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>What <c>Test-SwarmConnection</c> found.</summary>
public sealed class SwarmConnectionReport
{
    /// <summary>The name of the connection.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The addresses tried.</summary>
    public IReadOnlyList<string> Endpoints { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Why the connection leads there.</summary>
    public SwarmConnectionSource Source { get; internal init; }

    /// <summary>Whether an engine answered.</summary>
    public bool Reachable { get; internal init; }

    /// <summary>Whether the engine is a manager that can answer questions on the swarm.</summary>
    public bool IsManager { get; internal init; }

    /// <summary>Whether the swarm has a leader; null when the engine is no manager.</summary>
    public bool? HasLeader { get; internal init; }

    /// <summary>The part that the engine plays in a swarm.</summary>
    public SwarmLocalState SwarmState { get; internal init; }

    /// <summary>The version of the engine.</summary>
    public string EngineVersion { get; internal init; } = "";

    /// <summary>The newest API version of the engine.</summary>
    public Version? ApiVersion { get; internal init; }

    /// <summary>How long one ping took over the open connection.</summary>
    public TimeSpan? RoundTrip { get; internal init; }

    /// <summary>How far the engine's clock is ahead of this machine's.</summary>
    public TimeSpan? ClockSkew { get; internal init; }

    /// <summary>The id of the error that was met; empty for none.</summary>
    public string ErrorId { get; internal init; } = "";

    /// <summary>The error that was met; empty for none.</summary>
    public string Error { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
