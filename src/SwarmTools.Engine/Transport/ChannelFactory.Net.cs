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
            SwarmEndpointScheme.Unix => stop => OnOwnThread(() => SocketDialer.DialUnix(endpoint, stop), stop),
            SwarmEndpointScheme.NamedPipe => stop => PipeDialer.DialAsync(endpoint, stop),
            SwarmEndpointScheme.Ssh => new SshDialer(endpoint).DialAsync,
            SwarmEndpointScheme.Tls => stop => OnOwnThread(() => tlsDialer!.Dial(endpoint, stop), stop),
            _ => stop => OnOwnThread(() => SocketDialer.DialTcp(endpoint, stop), stop),
        };
        // ssh brings a timeout of its own, and may ask its user for a passphrase.
        TimeSpan timeout = endpoint.Scheme == SwarmEndpointScheme.Ssh ? Timeout.InfiniteTimeSpan : hasOthers ? s_failoverTimeout : s_connectTimeout;
        SocketsHttpHandler feeds = Handler(dial, timeout);
        // A connection that waits for its next request is read in a way that a feed must not be.
        feeds.PooledConnectionLifetime = TimeSpan.Zero;
        return new(Handler(dial, timeout), new FeedHandler(feeds), new Uri("http://docker"), tlsDialer);
    }

    private static SocketsHttpHandler Handler(Func<CancellationToken, Task<Stream>> dial, TimeSpan timeout) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = timeout,
        // A followed log that is given up is not read to an end it does not have.
        MaxResponseDrainSize = 0,
        ConnectCallback = async (_, stop) => await dial(stop).ConfigureAwait(false),
    };

    // Nothing interrupts the look-up of a name: then the thread is left to end by itself.
    private static Task<Stream> OnOwnThread(Func<Stream> dial, CancellationToken stop) =>
        Task.Factory.StartNew(dial, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(stop);
}
