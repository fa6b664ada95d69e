using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Engine.Transport;

/// <summary>Reads certificates and keys in PEM, which .NET Framework cannot.</summary>
internal static class CertificateFiles
{
    private const int RsaWithAes = 24;

    /// <summary>The authorities to trust; null for those that the machine trusts.</summary>
    public static IReadOnlyList<X509Certificate2>? Authorities(TlsSettings settings)
    {
        if (settings.CaPem is null)
        {
            return null;
        }

        List<X509Certificate2> authorities = [.. PemBlock.Read(settings.CaPem).Where(block => block.Label == "CERTIFICATE").Select(block => new X509Certificate2(block.Content))];
        return authorities.Count > 0
            ? authorities
            : throw new SwarmException(ErrorId.TlsFailed, "The file of the certificate authority (ca.pem, -CaCertificate) holds no certificate in PEM form.");
    }

    /// <summary>What the client shows of itself; null when it has nothing to show.</summary>
    public static ClientIdentity? Client(TlsSettings settings)
    {
        if (settings.Certificate is not null)
        {
            return new(settings.Certificate, ownKey: null);
        }

        if (settings.CertificatePem is null || settings.KeyPem is null)
        {
            return null;
        }

        try
        {
            X509Certificate2 certificate = new(PemBlock.Read(settings.CertificatePem).First(block => block.Label == "CERTIFICATE").Content);
            // Windows shows only certificates whose key is in a key store; a name of its own keeps it apart.
            RSACryptoServiceProvider key = new(new CspParameters(RsaWithAes) { KeyContainerName = "SwarmTools-" + Guid.NewGuid() });
            key.ImportParameters(RsaKey(PemBlock.Read(settings.KeyPem)));
            certificate.PrivateKey = key;
            return new(certificate, key);
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException or FormatException or InvalidOperationException)
        {
            throw new SwarmException(
                ErrorId.TlsFailed,
                "The client certificate and its key (cert.pem and key.pem, -ClientCertificate and -ClientKey) cannot be used: they must be PEM, belong "
                + "together, and the key must be an RSA key that is not encrypted. Windows PowerShell takes other keys only from the store, with -Certificate.",
                failure);
        }
    }

    // PKCS#8 wraps PKCS#1: version, algorithm, octets.
    private static RSAParameters RsaKey(IReadOnlyList<PemBlock> blocks)
    {
        PemBlock block = blocks.First(one => one.Label is "RSA PRIVATE KEY" or "PRIVATE KEY");
        if (block.Label == "RSA PRIVATE KEY")
        {
            return RsaKey(block.Content);
        }

        AsnReader wrapped = new AsnReader(block.Content, AsnEncodingRules.DER).ReadSequence();
        wrapped.ReadInteger();
        return wrapped.ReadSequence().ReadObjectIdentifier() == "1.2.840.113549.1.1.1"
            ? RsaKey(wrapped.ReadOctetString())
            : throw new CryptographicException("The key is no RSA key.");
    }

    // RFC 8017, appendix A.1.2.
    private static RSAParameters RsaKey(byte[] content)
    {
        AsnReader key = new AsnReader(content, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        byte[] modulus = Number(key, 0);
        int half = (modulus.Length + 1) / 2;
        return new()
        {
            Modulus = modulus,
            Exponent = Number(key, 0),
            D = Number(key, modulus.Length),
            P = Number(key, half),
            Q = Number(key, half),
            DP = Number(key, half),
            DQ = Number(key, half),
            InverseQ = Number(key, half),
        };
    }

    // Windows wants each part at its full length, without the sign's zero.
    private static byte[] Number(AsnReader key, int length)
    {
        byte[] digits = [.. key.ReadIntegerBytes().ToArray().SkipWhile(digit => digit == 0)];
        return digits.Length >= length ? digits : [.. new byte[length - digits.Length], .. digits];
    }
}
