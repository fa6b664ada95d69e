using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Topology;

namespace SwarmTools.Core.Tests.Topology;

/// <summary>Pictures again and again.</summary>
public class TopologyWatcherTests
{
    private readonly FakeSwarm _swarm = new() { Services = { A.Service("web") }, Tasks = { A.Task(1) } };

    [Fact]
    public async Task Without_a_time_there_is_one_picture()
    {
        List<TopologySight> seen = [];

        await Watcher.RunAsync("prod", TopologyFilter.All, every: null, seen.Add, TestContext.Current.CancellationToken);

        Assert.Equal("web.1", Assert.Single(Assert.Single(seen).Topology.Nodes.Single().Tasks).Name);
        Assert.Empty(_swarm.Clock.Delays);
        Assert.DoesNotContain(_swarm.Requests, request => request is not ("services" or "nodes" or "tasks"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_with_the_last_picture_and_it_goes_on()
    {
        _swarm.Clock.At(TimeSpan.FromSeconds(5), () => _swarm.Refusals["tasks"] = new(ErrorId.NoLeader, "There is no leader."));
        _swarm.Clock.At(TimeSpan.FromSeconds(15), () =>
        {
            _swarm.Refusals.Clear();
            _swarm.Tasks.Add(A.Task(2));
        });

        IReadOnlyList<TopologySight> seen = await LookAsync(TimeSpan.FromSeconds(5), times: 4);

        Assert.Equal(
            ["1 tasks of 12:00:00", "1 tasks of 12:00:00: There is no leader. 12:00:05", "1 tasks of 12:00:00: There is no leader. 12:00:10", "2 tasks of 12:00:15"],
            seen.Select(sight => $"{sight.Topology.Nodes[0].Tasks.Count} tasks of {sight.Topology.TakenAt:HH:mm:ss}{(sight.Problem.Length > 0 ? $": {sight.Problem} {sight.ProblemAt:HH:mm:ss}" : "")}"));
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(5), 3), _swarm.Clock.Delays.Take(3));
    }

    [Fact]
    public async Task Where_there_is_no_first_picture_there_is_an_error()
    {
        _swarm.Refusals["tasks"] = new(ErrorId.NotSwarmManager, "A worker.");

        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => Watcher.RunAsync("prod", TopologyFilter.All, TimeSpan.FromSeconds(1), Unexpected, TestContext.Current.CancellationToken));

        Assert.Equal("NotSwarmManager", failure.ErrorId);

        static void Unexpected(TopologySight sight) => Assert.Fail("There is nothing to show.");
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.9, false)]
    [InlineData(1.0, true)]
    [InlineData(86400.0, true)]
    [InlineData(86401.0, false)]
    [InlineData(null, true)]
    public void A_time_from_a_second_to_a_day_can_be_used(double? seconds, bool isPossible)
    {
        TimeSpan? every = seconds is { } known ? TimeSpan.FromSeconds(known) : null;

        SwarmException? failure = Record.Exception(() => TopologyWatcher.RequirePossible(every)) as SwarmException;

        Assert.Equal(isPossible ? null : "OptionInvalid", failure?.ErrorId);
    }

    private TopologyWatcher Watcher => new(new(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock);

    private async Task<IReadOnlyList<TopologySight>> LookAsync(TimeSpan every, int times)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        List<TopologySight> seen = [];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Watcher.RunAsync("prod", TopologyFilter.All, every, sight =>
        {
            seen.Add(sight);
            if (seen.Count == times)
            {
                enough.Cancel();
            }
        }, enough.Token));
        return seen;
    }
}
