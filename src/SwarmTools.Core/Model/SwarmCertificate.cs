using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools;

/// <summary>The root certificate of a swarm, and which nodes have a certificate of it.</summary>
public sealed class SwarmCertificate
{
    /// <summary>Whom it is made out to.</summary>
    public string Subject => Certificate?.Subject ?? "";

    /// <summary>What tells it from others: the SHA-1 hash of it, in hexadecimal digits.</summary>
    public string Thumbprint => Certificate?.Thumbprint ?? "";

    /// <summary>When it ends, UTC.</summary>
    public DateTimeOffset ExpiresAt => Certificate is null ? default : new(Certificate.NotAfter.ToUniversalTime());

    /// <summary>How long the certificates of nodes are valid; they renew them by themselves.</summary>
    public TimeSpan NodeCertificateExpiry { get; internal init; }

    /// <summary>Whether it is being replaced.</summary>
    public bool RotationInProgress { get; internal init; }

    /// <summary>The nodes, each with the issuer of its certificate.</summary>
    public IReadOnlyList<SwarmNodeCertificate> Nodes { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => Nodes.Count;

    /// <summary>The names of nodes whose certificate is of another root: of an old one during a rotation.</summary>
    public IReadOnlyList<string> OutdatedNodes => Items.Numbered([.. Nodes.Where(node => !node.IsCurrent).Select(node => node.NodeName)]);

    /// <summary>The connection that it was read through.</summary>
    public SwarmConnection? Connection { get; internal init; }

    /// <summary>The root certificate in PEM form, as 'docker swarm ca' prints it.</summary>
    public string Pem { get; internal init; } = "";

    /// <summary>The root certificate as .NET has it; no key of it. A method, for it would fill pages as JSON.</summary>
    public X509Certificate2? GetCertificate() => Certificate;

    internal X509Certificate2? Certificate { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Subject;
}
