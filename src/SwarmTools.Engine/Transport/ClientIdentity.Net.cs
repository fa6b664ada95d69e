using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Engine.Transport;

/// <summary>A client certificate with its key, ready to be shown.</summary>
/// <remarks>A context always shows it; a bare collection shows it only if the server's hints match.</remarks>
internal sealed class ClientIdentity(X509Certificate2 certificate, X509Certificate2Collection? issuers, bool isOwned) : IDisposable
{
    public SslStreamCertificateContext Context { get; } = SslStreamCertificateContext.Create(certificate, issuers, offline: true);

    public void Dispose()
    {
        if (isOwned)
        {
            certificate.Dispose();
        }
    }
}
