using System;

namespace SwarmTools;

/// <summary>What came of trying a published port of a service on one node, from this machine.</summary>
public sealed class SwarmEndpointResult
{
    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>The id of the service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The name of the node.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>The id of the node.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>The address of the node that was tried.</summary>
    public string Address { get; internal init; } = "";

    /// <summary>The port as it is published there.</summary>
    public SwarmPort Port { get; internal init; } = new();

    /// <summary>What came of it.</summary>
    public SwarmEndpointOutcome Outcome { get; internal init; }

    /// <summary>The status of the HTTP answer; null for none.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>How long the answer took; null for none.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>What more was seen; empty for nothing.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>What to do; empty where all is well.</summary>
    public string Remedy { get; internal init; } = "";

    /// <summary>The connection that the service was found through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{ServiceName} on {NodeName} ({Address}:{Port.PublishedPort}): {Outcome}";
}
