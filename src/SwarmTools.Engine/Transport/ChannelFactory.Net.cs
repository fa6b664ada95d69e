using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Opens channels on .NET: one handler for every transport, given streams by a dialer.</summary>
internal static class ChannelFactory
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_failoverTimeout = TimeSpan.FromSeconds(5);

    /// <param name="endpoint">The engine.</param>
    /// <param name="tls">How it is verified; null without TLS.</param>
    /// <param name="hasOthers">Whether other managers wait to be tried: then this one is given up sooner.</param>
    public static EngineChannel Open(SwarmEndpoint endpoint, TlsSettings? tls, bool hasOthers)
    {
        TlsDialer? tlsDialer = endpoint.Scheme == SwarmEndpointScheme.Tls ? new(tls ?? new()) : null;
        Func<CancellationToken, Task<Stream>> dial = endpoint.Scheme switch
        {
            SwarmEndpointScheme.Unix => stop => SocketDialer.DialUnixAsync(endpoint, stop),
            SwarmEndpointScheme.NamedPipe => stop => PipeDialer.DialAsync(endpoint, stop),
            SwarmEndpointScheme.Ssh => new SshDialer(endpoint).DialAsync,
            SwarmEndpointScheme.Tls => stop => tlsDialer!.DialAsync(endpoint, stop),
            _ => stop => SocketDialer.DialTcpAsync(endpoint, stop),
        };
        SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            // ssh brings a timeout of its own, and may ask its user for a passphrase.
            ConnectTimeout = endpoint.Scheme == SwarmEndpointScheme.Ssh ? Timeout.InfiniteTimeSpan : hasOthers ? s_failoverTimeout : s_connectTimeout,
            // A followed log that is given up is not read to an end it does not have.
            MaxResponseDrainSize = 0,
            ConnectCallback = async (_, stop) => await dial(stop).ConfigureAwait(false),
        };
        return new(handler, new Uri("http://docker"), tlsDialer);
    }
}
