using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Engine.Transport;

/// <summary>A client certificate with its key, ready to be shown.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="ownKey">The key that was put into the key store for it; leaves the store again with this object.</param>
internal sealed class ClientIdentity(X509Certificate2 certificate, RSACryptoServiceProvider? ownKey) : IDisposable
{
    public X509Certificate2 Certificate => certificate;

    public void Dispose()
    {
        if (ownKey is not null)
        {
            ownKey.PersistKeyInCsp = false;
            ownKey.Dispose();
            certificate.Dispose();
        }
    }
}
