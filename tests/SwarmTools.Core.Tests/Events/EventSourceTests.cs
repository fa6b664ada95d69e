using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Events;

namespace SwarmTools.Core.Tests.Events;

public class EventSourceTests
{
    private readonly FakeSwarm _swarm = new()
    {
        Events = { Happened(2, "web", "update"), Happened(1, "web", "create"), Happened(3, "api", "create"), Happened(4, "m1", "update", SwarmEventType.Node) },
    };

    [Fact]
    public async Task The_past_is_told_in_order_from_the_beginning_until_now()
    {
        Assert.Equal(["Service web: create", "Service web: update", "Service api: create", "Node m1: update"], await PastAsync(new()));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(0), _swarm.Clock.UtcNow), (_swarm.EventRequest!.Since, _swarm.EventRequest.Until));
    }

    // An end in the engine's future would be waited for, one in its past would cut off the last events.
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 0)]
    [InlineData(-60, -59)]
    [InlineData(60, 61)]
    public async Task Now_is_the_engines_now(int skew, int until)
    {
        _swarm.PingTime = TimeSpan.Zero;
        _swarm.Ping = new() { ApiVersion = new(1, 51), EngineTime = A.Noon.AddSeconds(skew) };
        await PastAsync(new());
        Assert.Equal(A.Noon.AddSeconds(until), _swarm.EventRequest!.Until);
    }

    [Theory]
    [InlineData(-60, -60)]
    [InlineData(3600, 0)]
    public async Task What_is_still_to_come_is_not_waited_for(int until, int asked)
    {
        _swarm.PingTime = TimeSpan.Zero;
        await new EventSource(_swarm, _swarm, _swarm.Clock).PastAsync(new() { Until = A.Noon.AddSeconds(until) }, new(), TestContext.Current.CancellationToken);
        Assert.Equal(A.Noon.AddSeconds(asked), _swarm.EventRequest!.Until);
    }

    [Fact]
    public async Task Filters_keep_what_is_meant()
    {
        Assert.Equal(["Node m1: update"], await PastAsync(new() { Types = [SwarmEventType.Node] }));
        Assert.Equal(["Service web: create", "Service api: create"], await PastAsync(new() { IsAction = action => action == "create" }));
        Assert.Equal(["Service api: create"], await PastAsync(new() { Ids = ["api-id"] }));
        Assert.Equal(["Service web: create", "Service web: update", "Service api: create"], await PastAsync(new() { Ids = ["api-id"], IsName = name => name == "web" }));
    }

    private static SwarmEvent Happened(int second, string name, string action, SwarmEventType type = SwarmEventType.Service) =>
        new() { Timestamp = A.Noon.AddSeconds(second), Type = type, Name = name, Id = name + "-id", Action = action };

    private async Task<IReadOnlyList<string>> PastAsync(EventFilter filter) =>
        [.. (await new EventSource(_swarm, _swarm, _swarm.Clock).PastAsync(new(), filter, TestContext.Current.CancellationToken)).Select(happened => happened.ToString())];
}
