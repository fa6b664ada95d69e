using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Net.Http.Client;

namespace SwarmTools.Engine.Transport;

/// <summary>Opens channels on .NET Framework: Docker.DotNet's handler for streams, the framework's own for the network.</summary>
internal static class ChannelFactory
{
    private static readonly Uri s_noHost = new("http://docker");

    /// <param name="endpoint">The engine.</param>
    /// <param name="tls">How it is verified; null without TLS.</param>
    /// <param name="hasOthers">Not used here: the framework's handler has no timeout for connecting.</param>
    public static EngineChannel Open(SwarmEndpoint endpoint, TlsSettings? tls, bool hasOthers) => endpoint.Scheme switch
    {
        SwarmEndpointScheme.NamedPipe => OverStreams(stop => PipeDialer.DialAsync(endpoint, stop)),
        SwarmEndpointScheme.Ssh => OverStreams(new SshDialer(endpoint).DialAsync),
        SwarmEndpointScheme.Unix => throw new SwarmException(
            ErrorId.EndpointInvalid, $"'{endpoint}' is a unix socket, which Windows PowerShell cannot use. Use npipe:////./pipe/docker_engine, tcp or ssh, or PowerShell 7."),
        SwarmEndpointScheme.Tls => OverTls(endpoint, tls ?? new()),
        _ => Over(Handler(), Address("http", endpoint)),
    };

    private static EngineChannel OverStreams(Func<CancellationToken, Task<Stream>> dial) =>
        Over(new ManagedHandler((_, _, stop) => dial(stop)), s_noHost);

    private static EngineChannel OverTls(SwarmEndpoint endpoint, TlsSettings tls)
    {
        ServerCheck check = new(tls, endpoint.HostName);
        HttpClientHandler handler = Handler();
        handler.SslProtocols = System.Security.Authentication.SslProtocols.Tls12;
        handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => check.Accepts(certificate, chain, errors);
        ClientIdentity? client = CertificateFiles.Client(tls);
        if (client is not null)
        {
            handler.ClientCertificates.Add(client.Certificate);
        }

        return Over(new ExplainedTlsHandler(handler, check, endpoint), Address("https", endpoint), client);
    }

    private static EngineChannel Over(HttpMessageHandler handler, Uri address, IDisposable? owned = null) => new(handler, handler, address, owned);

    private static HttpClientHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // The framework's own limit of two would let a third followed log wait for ever.
        MaxConnectionsPerServer = 128,
    };

    private static Uri Address(string scheme, SwarmEndpoint endpoint) =>
        new UriBuilder(scheme, endpoint.HostName, endpoint.Port).Uri;
}
