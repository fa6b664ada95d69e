using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Lab;

/// <summary>Certificates as docker keeps them: ca.pem, cert.pem and key.pem of a client, server-cert.pem and server-key.pem.</summary>
public static class CertificateFolder
{
    /// <summary>Makes an authority, a server and a client in a folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="server">The address, or the host name, that the server's certificate is for.</param>
    /// <param name="expired">Whether the server's certificate has expired.</param>
    public static void Write(string folder, string server, bool expired = false) => Write(folder, [server], expired);

    /// <summary>Makes an authority, one server for several names, and a client in a folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="servers">The addresses or host names that the server's certificate is for.</param>
    /// <param name="expired">Whether the server's certificate has expired.</param>
    public static void Write(string folder, IReadOnlyList<string> servers, bool expired = false)
    {
        Directory.CreateDirectory(folder);
        using RSA authorityKey = RSA.Create(2048);
        CertificateRequest request = new("CN=SwarmTools Lab " + Guid.NewGuid().ToString("N"), authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority.ExportCertificatePem());
        WriteSigned(folder, "server-", servers, authority, "1.3.6.1.5.5.7.3.1", expired);
        WriteSigned(folder, "", ["client"], authority, "1.3.6.1.5.5.7.3.2", expired: false);
    }

    private static void WriteSigned(string folder, string prefix, IReadOnlyList<string> subjects, X509Certificate2 authority, string use, bool expired)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=" + subjects[0], key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        foreach (string subject in subjects)
        {
            if (IPAddress.TryParse(subject, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(subject);
            }
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        DateTimeOffset until = expired ? DateTimeOffset.UtcNow.AddDays(-1) : DateTimeOffset.UtcNow.AddDays(7);
        using X509Certificate2 certificate = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-7), until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(folder, prefix + "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, prefix + "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
