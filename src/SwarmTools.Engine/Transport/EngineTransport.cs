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
/// because nobody knows whether it was taken.
/// </remarks>
internal sealed class EngineTransport : IDisposable
{
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

    /// <summary>Sends through this transport whatever its client asks; disposing it closes nothing.</summary>
    public HttpMessageHandler SharedHandler { get; }

    /// <summary>Sends a request and returns as soon as the headers of the answer are there.</summary>
    /// <param name="request">Makes the request, with the path alone as address; called again for each manager.</param>
    /// <param name="stop">Ends the request.</param>
    /// <exception cref="SwarmException">The ids of <see cref="TransportErrors"/>.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken stop)
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
                HttpResponseMessage answer = await SendToAsync(index, request, stop).ConfigureAwait(false);
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

    private async Task<HttpResponseMessage> SendToAsync(int index, Func<HttpRequestMessage> request, CancellationToken stop)
    {
        SwarmEndpoint endpoint = _settings.Endpoints[index];
        using HttpRequestMessage message = request();
        try
        {
            return await _channels[index].Value.SendAsync(message, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && TransportErrors.IsTransportFailure(failure))
        {
            bool mayMoveOn = message.Method == HttpMethod.Get || TransportErrors.WasNotSent(failure);
            throw new TransportException(TransportErrors.Translate(failure, endpoint), mayMoveOn, failure);
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

            return !EngineErrors.IsOfAnotherManager(await answer.Content.ReadAsStringAsync().ConfigureAwait(false));
        }
        catch (Exception failure) when (TransportErrors.IsTransportFailure(failure))
        {
            answer.Dispose();
            stop.ThrowIfCancellationRequested();
            bool mayMoveOn = answer.RequestMessage?.Method == HttpMethod.Get;
            throw new TransportException(TransportErrors.Translate(failure, _settings.Endpoints[index]), mayMoveOn, failure);
        }
    }

    private static SwarmException Summary(IReadOnlyList<SwarmException> failures) => failures.Count == 1
        ? failures[0]
        : new(
            ErrorId.EngineUnreachable,
            "None of the managers could be reached. " + string.Join(" ", failures.Select(failure => failure.Message).Distinct()),
            failures[0]);
}
