using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Sends requests to the managers that a connection names: to the first that answers, over pooled connections.</summary>
/// <remarks>
/// A request moves on to the next manager when it surely did not reach this one, or when this one says that it cannot
/// take it (no leader, no manager any more). A read that broke half way is repeated; a write that broke half way is not,
/// because nobody knows whether it was taken. Each manager is asked at its own newest version of the API: during an upgrade
/// they differ, and an engine strips newer fields from requests that name an older version.
/// </remarks>
internal sealed class EngineTransport : IDisposable
{
    private static readonly Way s_send = (channel, request, stop) => channel.SendAsync(request, stop);
    private static readonly Way s_open = (channel, request, stop) => channel.OpenAsync(request, stop);

    private readonly ConnectionSettings _settings;
    private readonly Lazy<EngineChannel>[] _channels;
    private int _current;

    public EngineTransport(ConnectionSettings settings)
    {
        _settings = settings;
        bool hasOthers = settings.Endpoints.Count > 1;
        _channels = [.. settings.Endpoints.Select(endpoint => new Lazy<EngineChannel>(() => ChannelFactory.Open(endpoint, settings.Tls, hasOthers)))];
        SharedHandler = new ForwardingHandler(this);
    }

    private delegate Task<HttpResponseMessage> Way(EngineChannel channel, HttpRequestMessage request, CancellationToken stop);

    /// <summary>Sends through this transport whatever its client asks; disposing it closes nothing.</summary>
    public HttpMessageHandler SharedHandler { get; }

    /// <summary>The newest version of the API that any of the managers has named; null before one answered.</summary>
    public Version? NewestVersion => _channels.Where(channel => channel.IsValueCreated).Select(channel => channel.Value.ApiVersion).Max();

    /// <summary>Asks who is there; the only request without a version.</summary>
    /// <exception cref="SwarmException">The ids of <see cref="TransportErrors"/>.</exception>
    public Task<HttpResponseMessage> PingAsync(CancellationToken stop) => SendAsync(index => PingAsync(index, stop), stop);

    /// <summary>Sends a request and returns as soon as the headers of the answer are there.</summary>
    /// <param name="request">Makes the request for a version of the API, with the path alone as address; called again for each manager.</param>
    /// <param name="stop">Ends the request.</param>
    /// <exception cref="SwarmException">The ids of <see cref="TransportErrors"/>; <c>EngineError</c> for what is no Docker engine.</exception>
    public Task<HttpResponseMessage> SendAsync(Func<Version, HttpRequestMessage> request, CancellationToken stop) =>
        SendAsync(index => SendAsync(index, request, s_send, stop), stop);

    /// <summary>Sends a request whose answer goes on, such as a log, and returns as soon as the headers are there.</summary>
    /// <param name="request">As for <see cref="SendAsync(Func{Version, HttpRequestMessage}, CancellationToken)"/>.</param>
    /// <param name="stop">Ends the request, but not the answer.</param>
    /// <exception cref="SwarmException">As for <see cref="SendAsync(Func{Version, HttpRequestMessage}, CancellationToken)"/>.</exception>
    public Task<HttpResponseMessage> OpenAsync(Func<Version, HttpRequestMessage> request, CancellationToken stop) =>
        SendAsync(index => SendAsync(index, request, s_open, stop), stop);

    private async Task<HttpResponseMessage> SendAsync(Func<int, Task<HttpResponseMessage>> send, CancellationToken stop)
    {
        int first = Volatile.Read(ref _current);
        List<SwarmException> failures = [];
        HttpResponseMessage? refusal = null;
        for (int attempt = 0; attempt < _channels.Length; attempt++)
        {
            int index = (first + attempt) % _channels.Length;
            bool isLast = attempt == _channels.Length - 1;
            try
            {
                HttpResponseMessage answer = await send(index).ConfigureAwait(false);
                if (isLast || await IsTakenAsync(index, answer, stop).ConfigureAwait(false))
                {
                    Volatile.Write(ref _current, index);
                    refusal?.Dispose();
                    return answer;
                }

                refusal?.Dispose();
                refusal = answer;
            }
            catch (TransportException failure) when (failure.MayMoveOn && !isLast)
            {
                failures.Add(failure.Reason);
            }
            catch (TransportException failure) when (failure.MayMoveOn && refusal is not null)
            {
                // What a manager said tells more than that others are silent.
                return refusal;
            }
            catch (TransportException failure)
            {
                refusal?.Dispose();
                throw failure.MayMoveOn ? Summary([.. failures, failure.Reason]) : failure.Reason;
            }
        }

        throw Summary(failures);
    }

    /// <summary>Asks another manager first from now on; false when there is no other.</summary>
    public bool MoveOn()
    {
        int current = Volatile.Read(ref _current);
        Volatile.Write(ref _current, (current + 1) % _channels.Length);
        return _channels.Length > 1;
    }

    public void Dispose()
    {
        foreach (Lazy<EngineChannel> channel in _channels.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(int index, Func<Version, HttpRequestMessage> request, Way way, CancellationToken stop)
    {
        EngineChannel channel = _channels[index].Value;
        if (channel.ApiVersion is null)
        {
            HttpResponseMessage ping = await PingAsync(index, stop).ConfigureAwait(false);
            if (!ping.IsSuccessStatusCode)
            {
                // Whoever refuses to be greeted has answered all that there is to say.
                return ping;
            }

            ping.Dispose();
        }

        Version version = channel.ApiVersion ?? throw EngineErrors.NamesNoVersion(_settings);
        using HttpRequestMessage message = request(version);
        return await SendAsync(index, message, way, stop).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> PingAsync(int index, CancellationToken stop)
    {
        using HttpRequestMessage ping = new(HttpMethod.Get, "/_ping");
        return await SendAsync(index, ping, s_send, stop).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(int index, HttpRequestMessage message, Way way, CancellationToken stop)
    {
        try
        {
            return await way(_channels[index].Value, message, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && TransportErrors.IsTransportFailure(failure))
        {
            bool mayMoveOn = message.Method == HttpMethod.Get || TransportErrors.WasNotSent(failure);
            throw new TransportException(TransportErrors.Translate(failure, _settings.Endpoints[index], mayBeDone: !mayMoveOn), mayMoveOn, failure);
        }
    }

    private async Task<bool> IsTakenAsync(int index, HttpResponseMessage answer, CancellationToken stop)
    {
        if ((int)answer.StatusCode < 500)
        {
            return true;
        }

        try
        {
            using (stop.Register(answer.Dispose))
            {
                await answer.Content.LoadIntoBufferAsync().ConfigureAwait(false);
            }

            return !EngineErrors.IsOfAnotherManager(await answer.Content.ReadAsStringAsync().ConfigureAwait(false), _settings);
        }
        catch (Exception failure) when (TransportErrors.IsTransportFailure(failure))
        {
            answer.Dispose();
            stop.ThrowIfCancellationRequested();
            bool mayMoveOn = answer.RequestMessage?.Method == HttpMethod.Get;
            throw new TransportException(TransportErrors.Translate(failure, _settings.Endpoints[index], mayBeDone: !mayMoveOn), mayMoveOn, failure);
        }
    }

    private static SwarmException Summary(IReadOnlyList<SwarmException> failures) => failures.Count == 1
        ? failures[0]
        : new(
            ErrorId.EngineUnreachable,
            "None of the managers could be reached. " + string.Join(" ", failures.Select(failure => failure.Message).Distinct()),
            failures[0]);
}
