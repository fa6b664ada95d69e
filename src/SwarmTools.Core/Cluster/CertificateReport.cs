using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Cluster;

/// <summary>Says what a swarm and its nodes tell of certificates. Pure.</summary>
internal static class CertificateReport
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <param name="swarm">The swarm.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="ends">When the certificates of some managers end, by the ids of their nodes.</param>
    public static SwarmCertificate Of(Swarm swarm, IReadOnlyList<SwarmNode> nodes, IReadOnlyDictionary<string, DateTimeOffset> ends) => new()
    {
        Certificate = CertificatesIn(swarm.Trust.Root) is [var root, ..] ? root : null,
        Pem = swarm.Trust.Root,
        NodeCertificateExpiry = swarm.CertificateExpiry,
        RotationInProgress = swarm.RootRotationInProgress,
        Nodes = [.. nodes.Select(node => new SwarmNodeCertificate
        {
            NodeName = node.Name,
            NodeId = node.Id,
            Role = node.Role,
            Issuer = NameOf(node.Trust.Issuer),
            IsCurrent = node.Trust.IssuerKey == swarm.Trust.IssuerKey,
            ExpiresAt = ends.TryGetValue(node.Id, out DateTimeOffset end) ? end : null,
        })],
        Connection = swarm.Connection,
    };

    /// <summary>The certificates of a text in PEM form.</summary>
    public static IReadOnlyList<X509Certificate2> CertificatesIn(string pem)
    {
        List<X509Certificate2> found = [];
        for (int start = pem.IndexOf(Begin, StringComparison.Ordinal); start >= 0; start = pem.IndexOf(Begin, start + 1, StringComparison.Ordinal))
        {
            int end = pem.IndexOf(End, start, StringComparison.Ordinal);
            if (end > start)
            {
                string body = new([.. pem.Substring(start + Begin.Length, end - start - Begin.Length).Where(c => !char.IsWhiteSpace(c))]);
                found.Add(new(Convert.FromBase64String(body)));
            }
        }

        return found;
    }

    private static string NameOf(string subject)
    {
        try
        {
            return subject.Length == 0 ? "" : new X500DistinguishedName(Convert.FromBase64String(subject)).Name;
        }
        catch (FormatException)
        {
            // Shown as it came.
            return subject;
        }
    }
}
