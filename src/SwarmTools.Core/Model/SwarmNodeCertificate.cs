using System;

namespace SwarmTools;

/// <summary>What is known of the certificate of a node.</summary>
public sealed class SwarmNodeCertificate
{
    /// <summary>The name of the node.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>The id of the node.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>Manager or worker.</summary>
    public SwarmNodeRole Role { get; internal init; }

    /// <summary>Who issued its certificate.</summary>
    public string Issuer { get; internal init; } = "";

    /// <summary>Whether that is the present root.</summary>
    public bool IsCurrent { get; internal init; }

    /// <summary>When its own certificate ends, UTC. The API does not tell it; managers show it to whoever reaches their port (2377). Null where that was not asked or did not answer.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => NodeName;
}
