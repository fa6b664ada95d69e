using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SwarmTools;

/// <summary>How the server is verified and the client identified. Keys are PEM text, as docker keeps them.</summary>
internal sealed record TlsSettings
{
    /// <summary>The certificates to trust; null for those that the machine trusts.</summary>
    public string? CaPem { get; init; }

    public string? CertificatePem { get; init; }

    public string? KeyPem { get; init; }

    /// <summary>A client certificate with its key, such as one of the Windows store.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool SkipVerify { get; init; }

    /// <summary>Tells settings apart without showing what they hold. The key is left out: its certificate stands for it.</summary>
    public string Fingerprint
    {
        get
        {
            using SHA256 hash = SHA256.Create();
            string all = $"{CaPem}|{CertificatePem}|{Certificate?.Thumbprint}|{SkipVerify}";
            return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(all)));
        }
    }

    /// <summary>Records print what they hold; this one holds a key.</summary>
    public override string ToString() => SkipVerify ? "TLS, server not verified" : "TLS";
}
