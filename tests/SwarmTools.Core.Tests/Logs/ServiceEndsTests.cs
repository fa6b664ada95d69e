using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Logs;

namespace SwarmTools.Core.Tests.Logs;

public class ServiceEndsTests
{
    private readonly FakeSwarm _swarm = new();

    [Fact]
    public async Task Events_that_were_cut_off_are_read_again_from_before()
    {
        FakeEvents first = new();
        first.End(new SwarmException(ErrorId.EngineUnreachable, "cut off"));
        FakeEvents second = new();
        second.Happen("remove", "web-id");
        OneAfterTheOther events = new(first, second);
        using ServiceEnds ends = new(events, new(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock);

        Assert.Equal(["web-id"], await ends.NextAsync(TestContext.Current.CancellationToken));

        Assert.Equal([null, A.Noon - TimeSpan.FromMinutes(2)], events.Sinces);
    }

    [Fact]
    public async Task A_swarm_that_stays_away_is_given_up()
    {
        FakeEvents gone = new();
        gone.End(new SwarmException(ErrorId.EngineUnreachable, "cut off"));
        using ServiceEnds ends = new(gone, new(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock);
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["cut off"], () => ends.NextAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Patience.Limit, _swarm.Clock.UtcNow - A.Noon);
    }

    private sealed class OneAfterTheOther(params FakeEvents[] events) : IEventApi
    {
        public List<DateTimeOffset?> Sinces { get; } = [];

        public Task<IFeedReader<SwarmEvent>> OpenEventsAsync(EventRequest request, CancellationToken stop)
        {
            Sinces.Add(request.Since);
            return events[Sinces.Count - 1].OpenEventsAsync(request, stop);
        }
    }
}
