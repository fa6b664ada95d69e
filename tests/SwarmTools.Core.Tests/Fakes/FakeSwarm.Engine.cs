using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

internal sealed partial class FakeSwarm : ISwarmEngine
{
    public EngineDescription Engine { get; set; } = new() { EngineVersion = "28.5.2", HostName = "host1", SwarmState = SwarmLocalState.Active, IsManager = true };

    public EnginePing Ping { get; set; } = new() { ApiVersion = new(1, 51), EngineTime = A.Noon };

    /// <summary>How long a ping takes.</summary>
    public TimeSpan PingTime { get; set; } = TimeSpan.FromMilliseconds(5);

    public async Task<EnginePing> PingAsync(CancellationToken stop)
    {
        Note("ping", stop);
        await Clock.DelayAsync(PingTime, stop);
        return Ping;
    }

    public Task<EngineDescription> InfoAsync(CancellationToken stop)
    {
        Note("info", stop);
        return Task.FromResult(Engine);
    }

    /// <summary>What ports do, by ADDRESS:PORT; all others refuse.</summary>
    public Dictionary<string, EndpointAnswer> Ports { get; } = [];

    public Task<EndpointAnswer> TryPortAsync(string address, int port, string? path, TimeSpan timeout, CancellationToken stop)
    {
        lock (Ports)
        {
            Note($"try {address}:{port}{path}", stop);
        }

        return Task.FromResult(Ports.TryGetValue($"{address}:{port}", out EndpointAnswer? answer) ? answer : new(SwarmEndpointOutcome.Refused, TimeSpan.Zero));
    }

    public Task<SwarmJoinTokens> JoinTokensAsync(CancellationToken stop) => throw new NotSupportedException();

    public Task<string> InitializeAsync(SwarmDefinition definition, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>Happens when the engine has left.</summary>
    public Action AfterLeave { get; set; } = () => { };

    public Task LeaveAsync(bool force, CancellationToken stop)
    {
        Note("leave", stop);
        if (Engine.IsManager && !force)
        {
            throw new SwarmException(ErrorId.ManagerLeaveRefused, "This engine is a manager.");
        }

        AfterLeave();
        return Task.CompletedTask;
    }

    public Task<IFeedReader<LogLine>> OpenLogAsync(LogRequest request, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>What is told of the objects, in order; the feed ends after it.</summary>
    public List<SwarmEvent> Events { get; } = [];

    public EventRequest? EventRequest { get; private set; }

    public Task<IFeedReader<SwarmEvent>> OpenEventsAsync(EventRequest request, CancellationToken stop)
    {
        Note("events", stop);
        EventRequest = request;
        return Task.FromResult<IFeedReader<SwarmEvent>>(new EventFeed([.. Events]));
    }

    public void Dispose()
    {
    }

    private sealed class EventFeed(IReadOnlyList<SwarmEvent> events) : IFeedReader<SwarmEvent>
    {
        private bool _isRead;

        public Task<IReadOnlyList<SwarmEvent>?> ReadAsync(CancellationToken stop)
        {
            IReadOnlyList<SwarmEvent>? batch = _isRead ? null : events;
            _isRead = true;
            return Task.FromResult(batch);
        }

        public void Dispose()
        {
        }
    }
}
