using System;

namespace SwarmTools.Engine;

/// <summary>What a port did when it was tried.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Latency">How long it took.</param>
internal sealed record EndpointAnswer(SwarmEndpointOutcome Outcome, TimeSpan Latency)
{
    /// <summary>The status of the HTTP answer; null for none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the network said; empty for nothing.</summary>
    public string Message { get; init; } = "";
}
