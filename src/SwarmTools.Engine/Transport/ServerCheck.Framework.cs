using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Engine.Transport;

/// <summary>Decides whether a server is the one that was meant.</summary>
internal sealed class ServerCheck(TlsSettings settings, string hostName)
{
    private readonly IReadOnlyList<X509Certificate2>? _authorities = CertificateFiles.Authorities(settings);

    /// <summary>Why the last server was refused; empty when it was accepted.</summary>
    public string LastRefusal { get; private set; } = "";

    public bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        LastRefusal = settings.SkipVerify ? "" : Refusal(certificate, chain, errors);
        return LastRefusal.Length == 0;
    }

    private string Refusal(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
        {
            return "it shows no certificate";
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            return $"its certificate is not for '{hostName}' but for '{certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)}'";
        }

        if (_authorities is null)
        {
            return (errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0
                ? ""
                : "its certificate is signed by no authority that this machine trusts (name one with -CaCertificate)";
        }

        using X509Chain own = new();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        own.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        own.ChainPolicy.ExtraStore.AddRange(_authorities.ToArray());
        own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        bool isWhole = own.Build(certificate);
        X509Certificate2 root = own.ChainElements[own.ChainElements.Count - 1].Certificate;
        return !isWhole
            ? "its certificate is refused: " + string.Join(" ", own.ChainStatus.Select(one => one.StatusInformation.Trim()))
            : _authorities.Any(authority => authority.RawData.SequenceEqual(root.RawData))
                ? ""
                : "its certificate is not signed by the authority that was given (-CaCertificate, ca.pem)";
    }
}
