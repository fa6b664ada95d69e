using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Tasks;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Tasks;

public class TaskWaiterTests
{
    private readonly FakeSwarm _swarm = new() { Services = { A.Service("web") } };
    private readonly List<TaskWait> _ended = [];

    [Theory]
    [InlineData(Running, Running)]
    [InlineData(Complete, Running)]
    [InlineData(Running, Preparing)]
    [InlineData(Complete, Preparing)]
    [InlineData(Failed, Failed)]
    [InlineData(Shutdown, Shutdown)]
    public async Task A_task_that_is_there_or_came_past_it_is_told_at_once(SwarmTaskState now, SwarmTaskState wanted)
    {
        _swarm.Tasks.Add(Task(now));
        await WaitAsync(wanted);
        Assert.Null(Assert.Single(_ended).Failure);
        Assert.Equal((now, "web.1", "n1"), (_ended[0].Task.State, _ended[0].Task.Name, _ended[0].Task.NodeName));
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Theory]
    [InlineData(Failed, Running)]
    [InlineData(Rejected, Preparing)]
    [InlineData(Shutdown, Complete)]
    [InlineData(Complete, Failed)]
    public async Task A_task_that_cannot_come_there_any_more_is_told_at_once_with_its_error(SwarmTaskState now, SwarmTaskState wanted)
    {
        _swarm.Tasks.Add(Task(now, "\u001b[2Jexit 1"));
        await WaitAsync(wanted);
        SwarmException failure = Assert.Single(_ended).Failure!;
        Assert.Equal(ErrorId.TaskEnded.Name, failure.ErrorId);
        Assert.Equal($"The task 'web.1' (t1) will not be {wanted} any more: it is {now}. \u241b[2Jexit 1", failure.Message);
        Assert.Same(_ended[0].Task, failure.Result);
    }

    [Fact]
    public async Task A_task_is_waited_for_and_comes_as_it_is_then()
    {
        _swarm.Tasks.Add(Task(Preparing));
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () => _swarm.Tasks[0] = Task(Running));
        await WaitAsync(Running);
        Assert.Equal((Running, null), (Assert.Single(_ended).Task.State, _ended[0].Failure));
        Assert.Equal(3, (_swarm.Clock.UtcNow - A.Noon).TotalSeconds);
    }

    [Fact]
    public async Task A_running_task_is_waited_for_when_it_is_to_complete()
    {
        _swarm.Tasks.Add(Task(Running));
        _swarm.Clock.At(TimeSpan.FromSeconds(1), () => _swarm.Tasks[0] = Task(Complete));
        await WaitAsync(Complete);
        Assert.Null(Assert.Single(_ended).Failure);
    }

    [Fact]
    public async Task Each_task_is_told_once_as_soon_as_it_is_known_what_became_of_it()
    {
        _swarm.Tasks.AddRange([Task(Preparing), Task(Preparing, id: "t2", slot: 2), Task(Running, id: "t3", slot: 3)]);
        _swarm.Clock.At(TimeSpan.FromSeconds(2), () => _swarm.Tasks[1] = Task(Running, id: "t2", slot: 2));
        await WaitAsync(Running, seconds: 10);
        Assert.Equal(["t3", "t2", "t1"], _ended.Select(wait => wait.Task.Id));
        Assert.Equal([null, null, "TaskTimedOut"], _ended.Select(wait => wait.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_task_that_the_swarm_forgot_is_told_as_gone()
    {
        _swarm.Tasks.Add(Task(Preparing));
        _swarm.Clock.At(TimeSpan.FromSeconds(1), _swarm.Tasks.Clear);
        await WaitAsync(Running);
        SwarmException failure = Assert.Single(_ended).Failure!;
        Assert.Equal((ErrorId.TaskNotFound.Name, "t1"), (failure.ErrorId, _ended[0].Task.Id));
        Assert.Contains("'web.1' (t1) is gone", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(10, "10s")]
    public async Task It_waits_no_longer_than_it_may(int seconds, string shown)
    {
        _swarm.Tasks.Add(Task(Pending, "no suitable node"));
        await WaitAsync(Running, seconds);
        SwarmException failure = Assert.Single(_ended).Failure!;
        Assert.Equal(ErrorId.TaskTimedOut.Name, failure.ErrorId);
        Assert.Equal($"The task 'web.1' (t1) is Pending after {shown}, not Running. no suitable node", failure.Message);
        Assert.Equal(seconds, (_swarm.Clock.UtcNow - A.Noon).TotalSeconds);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using CancellationTokenSource stop = new();
        _swarm.Tasks.Add(Task(Preparing));
        _swarm.Clock.At(TimeSpan.FromSeconds(1), stop.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WaitAsync(Running, stop: stop.Token));
        Assert.Empty(_ended);
    }

    private static SwarmTask Task(SwarmTaskState state, string error = "", string id = "t1", int slot = 1) => A.Task(slot, state, error: error, id: id);

    private Task WaitAsync(SwarmTaskState state, int seconds = 60, CancellationToken? stop = null) => new TaskWaiter(_swarm, _swarm, _swarm.Clock).RunAsync(
        [.. _swarm.Tasks], state, TimeSpan.FromSeconds(seconds), _ended.Add, stop ?? TestContext.Current.CancellationToken);
}
