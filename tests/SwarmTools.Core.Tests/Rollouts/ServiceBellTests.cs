using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Rollouts;
using SwarmTools.Time;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>By the machine's clock: what is tested is that a wait ends long before its time.</summary>
public sealed class ServiceBellTests : IEventApi
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(50);

    private readonly Channel<SwarmEvent> _events = Channel.CreateUnbounded<SwarmEvent>();
    private SwarmException? _refusal;
    private bool _isClosed;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_of_the_service_ends_the_wait()
    {
        using ServiceBell bell = new(this);
        Task wait = bell.WaitAsync("web-id", s_long, SystemClock.Instance, Stop);
        Tell("api-id");
        await Task.Delay(s_short, Stop);
        Assert.False(wait.IsCompleted);
        Tell("web-id");
        await wait.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task A_change_between_two_waits_is_not_missed_and_ends_one_wait_only()
    {
        using ServiceBell bell = new(this);
        Tell("web-id");
        await bell.WaitAsync("web-id", s_long, SystemClock.Instance, Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Stopwatch watch = Stopwatch.StartNew();
        await bell.WaitAsync("web-id", s_short, SystemClock.Instance, Stop);
        Assert.True(watch.Elapsed >= s_short - TimeSpan.FromMilliseconds(20), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Where_events_cannot_be_read_the_time_is_waited_for()
    {
        _refusal = new(ErrorId.EngineError, "There are no events.");
        using ServiceBell bell = new(this);
        await bell.Listening.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await bell.WaitAsync("web-id", s_short, SystemClock.Instance, Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task Nothing_is_left_open()
    {
        ServiceBell bell = new(this);
        bell.Dispose();
        await bell.Listening.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.True(_isClosed);
    }

    [Fact]
    public async Task A_stopped_wait_ends_as_stopped()
    {
        using ServiceBell bell = new(this);
        using CancellationTokenSource stop = new();
        Task wait = bell.WaitAsync("web-id", s_long, SystemClock.Instance, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    Task<IFeedReader<SwarmEvent>> IEventApi.OpenEventsAsync(EventRequest request, CancellationToken stop)
    {
        Assert.Equal([SwarmEventType.Service], request.Types);
        return _refusal is null ? Task.FromResult<IFeedReader<SwarmEvent>>(new Reader(this)) : Task.FromException<IFeedReader<SwarmEvent>>(_refusal);
    }

    private void Tell(string id) => Assert.True(_events.Writer.TryWrite(new() { Type = SwarmEventType.Service, Action = "update", Id = id }));

    private sealed class Reader(ServiceBellTests test) : IFeedReader<SwarmEvent>
    {
        public async Task<IReadOnlyList<SwarmEvent>?> ReadAsync(CancellationToken stop) => [await test._events.Reader.ReadAsync(stop)];

        public void Dispose() => test._isClosed = true;
    }
}
