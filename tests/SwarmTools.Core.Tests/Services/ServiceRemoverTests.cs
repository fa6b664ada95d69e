using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Services;

namespace SwarmTools.Core.Tests.Services;

public class ServiceRemoverTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly FakeSwarm _swarm = new() { Services = { A.Service("web"), A.Service("other") }, Tasks = { A.Task(1), A.Task(1, service: "other") } };

    private readonly List<ServiceRemoval> _ends = [];

    private ServiceRemover Remover => new(_swarm, _swarm, _swarm, _swarm.Clock);

    [Fact]
    public async Task A_removal_waits_until_the_tasks_are_gone()
    {
        _swarm.Clock.At(TimeSpan.FromSeconds(2), () => _swarm.Tasks.RemoveAll(task => task.ServiceName == "web"));
        SwarmService web = A.Service("web");
        await Remover.RemoveAsync(web, TestContext.Current.CancellationToken);
        await WaitAsync(web);
        Assert.Equal(A.Noon.AddSeconds(2), _swarm.Clock.UtcNow);
        Assert.Equal("remove web-id", _swarm.Requests[0]);
    }

    [Fact]
    public async Task With_no_tasks_left_nothing_is_waited_for()
    {
        _swarm.Tasks.Clear();
        _swarm.Remove("web");
        await WaitAsync(A.Service("web"));
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Theory]
    [InlineData(SwarmNodeState.Down)]
    [InlineData(SwarmNodeState.Disconnected)]
    public async Task Tasks_on_nodes_that_do_not_answer_are_not_waited_for(SwarmNodeState state)
    {
        _swarm.Nodes[0] = A.Node("n1", state);
        await WaitAsync(A.Service("web"));
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Fact]
    public async Task Tasks_that_were_given_to_no_node_are_not_waited_for()
    {
        _swarm.Tasks[0] = A.Task(1, SwarmTaskState.Pending, node: "");
        await WaitAsync(A.Service("web"));
        Assert.Empty(_swarm.Clock.Delays);
    }

    // Which tasks were those of a service that is gone, nobody knows.
    [Fact]
    public async Task A_name_that_is_gone_is_waited_for_while_any_task_has_no_service()
    {
        _swarm.Remove("web");
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () => _swarm.Tasks.RemoveAll(task => task.ServiceId == "web-id"));
        await Remover.AwaitRemovalAsync([new() { Name = "web" }], s_limit, _ends.Add, TestContext.Current.CancellationToken);
        Assert.Equal(("web", null), (Assert.Single(_ends).Service.Name, _ends[0].Failure));
        Assert.Equal(A.Noon.AddSeconds(3), _swarm.Clock.UtcNow);
    }

    [Fact]
    public async Task A_task_that_does_not_end_is_a_timeout_that_names_it()
    {
        _swarm.Remove("web");
        await WaitAsync(A.Service("web"));
        RequireTimeout("'web' was removed", "after 10s 1 of its tasks", "'n1'");
    }

    [Fact]
    public async Task Of_several_services_each_is_reported_when_it_is_gone_or_late()
    {
        _swarm.Clock.At(TimeSpan.FromSeconds(2), () => _swarm.Tasks.RemoveAll(task => task.ServiceName == "other"));
        await WaitAsync(A.Service("web"), A.Service("other"));
        Assert.Equal(
            [("other", TimeSpan.FromSeconds(2), null), ("web", s_limit, ErrorId.RemovalTimedOut.Name)],
            _ends.Select(end => (end.Service.Name, end.Duration, end.Failure?.ErrorId)));
    }

    [Theory]
    [InlineData(SwarmServiceMode.ReplicatedJob, SwarmTaskState.Complete, true)]
    [InlineData(SwarmServiceMode.GlobalJob, SwarmTaskState.Failed, true)]
    [InlineData(SwarmServiceMode.ReplicatedJob, SwarmTaskState.Running, false)]
    [InlineData(SwarmServiceMode.Replicated, SwarmTaskState.Shutdown, false)]
    public async Task Ended_tasks_of_a_job_are_not_in_the_way(SwarmServiceMode mode, SwarmTaskState state, bool isGone)
    {
        _swarm.Tasks.Clear();
        _swarm.Tasks.Add(A.Task(1, state, SwarmTaskState.Remove));
        await WaitAsync(A.Service("web").With(mode: mode));
        Assert.Equal(isGone, Assert.Single(_ends).Failure is null);
        Assert.Equal(mode == SwarmServiceMode.ReplicatedJob && !isGone, _ends[0].Failure?.Message.Contains("20.10", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Somebody_elses_removal_can_be_awaited()
    {
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () => _swarm.Remove("web"));
        _swarm.Clock.At(TimeSpan.FromSeconds(5), () => _swarm.Tasks.Clear());
        await AwaitRemovalAsync();
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(_ends).Duration);
    }

    [Fact]
    public async Task A_service_that_stays_is_a_timeout()
    {
        await AwaitRemovalAsync();
        RequireTimeout("'web' still exists after 10s");
    }

    [Fact]
    public async Task The_service_and_its_tasks_share_one_limit()
    {
        _swarm.Clock.At(TimeSpan.FromSeconds(8), () => _swarm.Remove("web"));
        await AwaitRemovalAsync();
        RequireTimeout("after 10s");
        Assert.Equal(A.Noon.AddSeconds(10), _swarm.Clock.UtcNow);
    }

    private Task WaitAsync(params SwarmService[] services) => Remover.WaitAsync(services, s_limit, _ends.Add, TestContext.Current.CancellationToken);

    private Task AwaitRemovalAsync() => Remover.AwaitRemovalAsync([A.Service("web")], s_limit, _ends.Add, TestContext.Current.CancellationToken);

    private void RequireTimeout(params string[] parts)
    {
        SwarmException failure = Assert.IsType<SwarmException>(Assert.Single(_ends).Failure);
        Assert.True(failure.Is(ErrorId.RemovalTimedOut));
        Assert.All(parts, part => Assert.Contains(part, failure.Message));
    }
}
