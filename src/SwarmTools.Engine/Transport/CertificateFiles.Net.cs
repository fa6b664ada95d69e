using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Engine.Transport;

/// <summary>Reads certificates and keys in PEM.</summary>
internal static class CertificateFiles
{
    /// <summary>The authorities to trust; null for those that the machine trusts.</summary>
    public static X509Certificate2Collection? Authorities(TlsSettings settings)
    {
        if (settings.CaPem is null)
        {
            return null;
        }

        X509Certificate2Collection authorities = Read(settings.CaPem, "certificate authority (ca.pem, -CaCertificate)");
        return authorities.Count > 0
            ? authorities
            : throw new SwarmException(ErrorId.TlsFailed, "The file of the certificate authority (ca.pem, -CaCertificate) holds no certificate in PEM form.");
    }

    /// <summary>What the client shows of itself; null when it has nothing to show.</summary>
    public static ClientIdentity? Client(TlsSettings settings)
    {
        if (settings.Certificate is not null)
        {
            return new(settings.Certificate, issuers: null, isOwned: false);
        }

        if (settings.CertificatePem is null || settings.KeyPem is null)
        {
            return null;
        }

        try
        {
            using X509Certificate2 read = X509Certificate2.CreateFromPem(settings.CertificatePem, settings.KeyPem);
            // Windows can use only keys that went through a key store.
            X509Certificate2 usable = new(read.Export(X509ContentType.Pkcs12));
            return new(usable, Read(settings.CertificatePem, "client certificate (cert.pem, -ClientCertificate)"), isOwned: true);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            // The exception says nothing of the key but its form.
            throw new SwarmException(
                ErrorId.TlsFailed,
                "The client certificate and its key (cert.pem and key.pem, -ClientCertificate and -ClientKey) cannot be used: "
                + "they must be PEM, belong together, and the key must not be encrypted.",
                failure);
        }
    }

    private static X509Certificate2Collection Read(string pem, string what)
    {
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPem(pem);
            return certificates;
        }
        catch (CryptographicException failure)
        {
            throw new SwarmException(ErrorId.TlsFailed, $"The {what} cannot be read: {failure.Message}", failure);
        }
    }
}
