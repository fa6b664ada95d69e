using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Engine.Transport;

/// <summary>Decides whether a server is the one that was meant.</summary>
internal static class ServerCheck
{
    /// <summary>Why a server's certificate is refused; empty when it is accepted.</summary>
    public static string Refusal(
        X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities, string hostName)
    {
        if (certificate is not X509Certificate2 shown || chain is null)
        {
            return "it shows no certificate";
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            return $"its certificate is not for '{hostName}' but for {NamesOf(shown)}";
        }

        if (authorities is null)
        {
            return (errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0 ? "" : Describe(chain, "its certificate is signed by no authority that this machine trusts (name one with -CaCertificate)");
        }

        using X509Chain own = new();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        // A client's certificate of the same authority does not make an engine.
        own.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return own.Build(shown) ? "" : Describe(own, "its certificate is not signed by the authority that was given (-CaCertificate, ca.pem)");
    }

    private static string Describe(X509Chain chain, string untrusted)
    {
        X509ChainStatusFlags status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        X509Certificate2? expired = chain.ChainElements
            .FirstOrDefault(element => element.ChainElementStatus.Any(one => one.Status == X509ChainStatusFlags.NotTimeValid))?.Certificate;
        if (expired is not null)
        {
            return $"its certificate is valid only from {expired.NotBefore.ToUniversalTime():u} to {expired.NotAfter.ToUniversalTime():u}";
        }

        const X509ChainStatusFlags Unknown = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;
        return (status & Unknown) != 0
            ? untrusted
            : "its certificate is refused: " + string.Join(" ", chain.ChainStatus.Select(one => one.StatusInformation.Trim()));
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] all = names is null
            ? [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]
            : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
        return string.Join(", ", all.Select(name => $"'{name}'"));
    }
}
