using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Sends requests to the managers that a connection names or learned of, over pooled connections: what concerns the swarm to whichever of them answers.</summary>
/// <remarks>
/// Managers elect another leader where theirs is gone. Requests wait for that (<see cref="Election"/>); <see cref="SwarmRead"/> and <see cref="SwarmWrites"/>
/// tell what each of them may do meanwhile, and <see cref="ManagerRound"/> who is asked.
/// </remarks>
internal sealed class EngineTransport : IDisposable
{
    private readonly ConnectionSettings _settings;
    private readonly ManagerRing _ring;
    private readonly ManagerRound _round;
    private readonly QuorumLook _quorum;
    private readonly SwarmWrites _writes;

    public EngineTransport(ConnectionSettings settings)
    {
        _ring = new(settings);
        _round = new(settings, _ring);
        _quorum = new(_ring);
        _settings = settings;
        _writes = new(settings, _ring, _round, _quorum);
        SharedHandler = new ForwardingHandler(this);
    }

    /// <summary>Sends through this transport whatever its client asks; disposing it closes nothing.</summary>
    public HttpMessageHandler SharedHandler { get; }

    /// <summary>The newest version of the API that any of the managers has named; null before one answered.</summary>
    public Version? NewestVersion => _ring.All.Select(manager => manager.ApiVersion).Max();

    /// <summary>Sends a request and returns as soon as the headers of the answer are there.</summary>
    /// <exception cref="SwarmException">
    /// The ids of <see cref="TransportErrors"/>; <c>EngineError</c> for what is no Docker engine; <c>NoLeader</c> where there is none and will be none, or with
    /// <see cref="SwarmException.MayBeDone"/> where the manager that has a write will not answer it.
    /// </exception>
    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken stop) =>
        request.IsRead ? await new SwarmRead(_settings, _ring, _round, _quorum, request).SendAsync(stop).ConfigureAwait(false)
        : request.IsOfSwarm ? await _writes.SendAsync(request, stop).ConfigureAwait(false)
        : (await _round.RunAsync(request, _ring.Current, isFeed: false, asks: null, stop).ConfigureAwait(false)).Response;

    /// <summary>Sends a request whose answer goes on, such as a log, and returns as soon as the headers are there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="stop">Ends the request, but not the answer.</param>
    /// <exception cref="SwarmException">The ids of <see cref="TransportErrors"/>.</exception>
    public async Task<HttpResponseMessage> OpenAsync(EngineRequest request, CancellationToken stop) =>
        (await _round.RunAsync(request, _ring.Current, isFeed: true, asks: null, stop).ConfigureAwait(false)).Response;

    /// <summary>Asks another manager first from now on; false when there is no other.</summary>
    public bool MoveOn(EngineRequest request) => _ring.MoveOn(request.IsOfSwarm);

    /// <summary>Takes in where the managers of the swarm listen.</summary>
    public void Learn(string swarmId, IReadOnlyList<string> addresses) => _ring.Learn(swarmId, addresses);

    public void Dispose() => _ring.Dispose();
}
