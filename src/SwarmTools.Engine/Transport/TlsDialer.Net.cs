using System;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace SwarmTools.Engine.Transport;

/// <summary>Connects TCP with TLS 1.2 or newer, chain and host name verified.</summary>
internal sealed class TlsDialer(TlsSettings settings) : IDisposable
{
    private readonly Lazy<X509Certificate2Collection?> _authorities = new(() => CertificateFiles.Authorities(settings));
    private readonly Lazy<ClientIdentity?> _client = new(() => CertificateFiles.Client(settings));

    public Stream Dial(SwarmEndpoint endpoint, CancellationToken stop)
    {
        X509Certificate2Collection? authorities = _authorities.Value;
        ClientIdentity? client = _client.Value;
        Stream tcp = SocketDialer.DialTcp(endpoint, stop);
        SslStream secured = new(tcp);
        string refusal = "";
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = endpoint.HostName,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = client?.Context,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                settings.SkipVerify || (refusal = ServerCheck.Refusal(certificate, chain, errors, authorities, endpoint.HostName)).Length == 0,
        };
        using CancellationTokenRegistration stopping = stop.Register(tcp.Dispose);
        try
        {
            secured.AuthenticateAsClient(options);
            return secured;
        }
        catch (AuthenticationException failure)
        {
            secured.Dispose();
            throw TransportErrors.Handshake(endpoint, refusal, failure);
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            secured.Dispose();
            stop.ThrowIfCancellationRequested();
            throw;
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value?.Dispose();
        }
    }
}
