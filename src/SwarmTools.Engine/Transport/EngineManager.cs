using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>One of the engines that a connection may ask, with its channel, which the first request opens.</summary>
internal sealed class EngineManager(ConnectionSettings settings, SwarmEndpoint endpoint, bool hasOthers) : IDisposable
{
    private readonly Lazy<EngineChannel> _channel = new(() => ChannelFactory.Open(endpoint, settings.Tls, hasOthers));

    public SwarmEndpoint Endpoint => endpoint;

    /// <summary>Whether it did not answer when it was last looked at: then others are asked first.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The newest version of the API that it has named; null before it answered.</summary>
    public Version? ApiVersion => _channel.IsValueCreated ? _channel.Value.ApiVersion : null;

    /// <summary>Sends a request and returns as soon as the headers of the answer are there.</summary>
    /// <exception cref="TransportException">It was not reached, or hung up.</exception>
    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, bool isFeed, CancellationToken stop)
    {
        if (request.HasVersion && ApiVersion is null)
        {
            HttpResponseMessage ping = await SendAsync(EngineRequest.Ping, isFeed: false, stop).ConfigureAwait(false);
            if (!ping.IsSuccessStatusCode)
            {
                // Whoever refuses to be greeted has answered all that there is to say.
                return ping;
            }

            ping.Dispose();
        }

        Version version = ApiVersion ?? (request.HasVersion ? throw EngineErrors.NamesNoVersion(settings) : new());
        using HttpRequestMessage message = request.For(version);
        return await SendAsync(message, isFeed, stop).ConfigureAwait(false);
    }

    /// <summary>Whether it answers at all in a given time; null where it was silent, which may pass.</summary>
    public async Task<bool?> AnswersAsync(TimeSpan limit, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(limit);
        try
        {
            using HttpResponseMessage ping = await SendAsync(EngineRequest.Ping, isFeed: false, late.Token).ConfigureAwait(false);
            return true;
        }
        catch (TransportException)
        {
            return false;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && TransportErrors.IsTransportFailure(failure))
        {
            // Too late, whatever it would have been.
            return null;
        }
    }

    /// <summary>What it says it is; null where it does not say so in a given time.</summary>
    public async Task<ManagerIdentity?> IdentifyAsync(TimeSpan limit, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(limit);
        try
        {
            using HttpResponseMessage answer = await SendAsync(EngineRequest.Identify, isFeed: false, late.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? ManagerIdentity.Of(await answer.Content.ReadAsStringAsync().ConfigureAwait(false)) : null;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && TransportErrors.IsTransportFailure(failure))
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_channel.IsValueCreated)
        {
            _channel.Value.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, bool isFeed, CancellationToken stop)
    {
        try
        {
            return await (isFeed ? _channel.Value.OpenAsync(message, stop) : _channel.Value.SendAsync(message, stop)).ConfigureAwait(false);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && TransportErrors.IsTransportFailure(failure))
        {
            bool mayMoveOn = message.Method == HttpMethod.Get || TransportErrors.WasNotSent(failure);
            throw new TransportException(TransportErrors.Translate(failure, endpoint, mayBeDone: !mayMoveOn), mayMoveOn, failure);
        }
    }
}
