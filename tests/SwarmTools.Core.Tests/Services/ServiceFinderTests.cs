using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Services;

namespace SwarmTools.Core.Tests.Services;

public class ServiceFinderTests
{
    private readonly FakeSwarm _swarm = new() { Services = { A.Service("web") } };

    private ServiceFinder Finder => new(_swarm, _swarm, _swarm);

    [Theory]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Running, true)]
    [InlineData(SwarmTaskState.Preparing, SwarmTaskState.Running, true)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Complete, true)] // A job.
    [InlineData(SwarmTaskState.Complete, SwarmTaskState.Complete, false)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Shutdown, false)]
    [InlineData(SwarmTaskState.Failed, SwarmTaskState.Shutdown, false)]
    public async Task A_service_is_on_the_node_that_runs_a_task_of_it_or_is_to(SwarmTaskState state, SwarmTaskState desired, bool isThere)
    {
        _swarm.Tasks.Add(A.Task(1, state, desired));
        Assert.Equal(isThere, (await Finder.OnNodeAsync("n1", TestContext.Current.CancellationToken)).Contains("web-id"));
        Assert.Empty(await Finder.OnNodeAsync("n2", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_service_has_the_same_counts_as_in_the_list()
    {
        _swarm.Services[0].RunningTasks = 2;
        _swarm.Nodes.Add(A.Node("n2", SwarmNodeState.Down));
        _swarm.Tasks.AddRange([A.Task(1), A.Task(2, node: "n2")]);
        SwarmService one = await Finder.GetAsync("web-id", TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (one.RunningTasks, one.UnreachableTasks));
    }

    [Fact]
    public async Task Tasks_that_a_newer_one_has_replaced_do_not_count_beyond_the_target()
    {
        _swarm.Services[0] = A.Service("web").With(replicas: 2);
        _swarm.Services[0].RunningTasks = 4;
        _swarm.Tasks.AddRange([A.Task(1), A.Task(2), A.Task(1, SwarmTaskState.Running, SwarmTaskState.Shutdown), A.Task(2, SwarmTaskState.Running, SwarmTaskState.Shutdown)]);
        Assert.Equal(2, (await Finder.ListAsync(TestContext.Current.CancellationToken))[0].RunningTasks);
    }

    [Fact]
    public async Task Tasks_that_are_to_go_on_count_also_beyond_the_target()
    {
        _swarm.Services[0] = A.Service("web").With(replicas: 1);
        _swarm.Services[0].RunningTasks = 2;
        _swarm.Tasks.AddRange([A.Task(1), A.Task(2)]);
        Assert.Equal(2, (await Finder.ListAsync(TestContext.Current.CancellationToken))[0].RunningTasks);
    }
}
