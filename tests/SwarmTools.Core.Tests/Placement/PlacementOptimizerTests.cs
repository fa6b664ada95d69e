using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Placement;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Placement;

public class PlacementOptimizerTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly List<string> _numbers = [];

    /// <summary>What new tasks become.</summary>
    private SwarmTaskState _fate = SwarmTaskState.Running;

    public PlacementOptimizerTests()
    {
        _swarm.Nodes.Clear();
        _swarm.Nodes.AddRange(new[] { "m1", "m2", "w1", "w2" }.Select(name => APlacement.Node(name)));
        _swarm.Services.Add(A.Service(Document(6)));
        _swarm.AfterUpdate = Scale;
        Run("m1", 3);
        Run("m2", 3);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PlacementOptimizer Optimizer => new(
        new(_swarm, _swarm, _swarm, _swarm, _swarm.Clock), _swarm, () => new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)), new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock);

    [Fact]
    public async Task A_service_gets_a_few_tasks_more_and_as_many_fewer_until_all_is_even()
    {
        SwarmPlacementResult result = await RunAsync();
        Assert.Equal((SwarmPlacementOutcome.Moved, 3, 1, ""), (result.Outcome, result.SkewBefore, result.SkewAfter, result.Message));
        Assert.Equal(["m1 -> w1", "m2 -> w2"], result.Moves.Select(move => move.ToString()));
        Assert.Equal(["8 6+2", "6 6+0", "6 "], _numbers);
        Assert.Equal((2, 2, 1, 1), (CountOn("m1"), CountOn("m2"), CountOn("w1"), CountOn("w2")));
    }

    [Fact]
    public async Task No_more_than_asked_for_are_too_many_at_once()
    {
        await RunAsync(batch: 1);
        Assert.Equal(["7 6+1", "6 6+0", "7 6+1", "6 6+0", "6 "], _numbers);
    }

    [Fact]
    public async Task Where_all_is_even_nothing_is_sent()
    {
        await RunAsync();
        _numbers.Clear();
        Assert.Equal(SwarmPlacementOutcome.Balanced, (await RunAsync()).Outcome);
        Assert.Empty(_numbers);
    }

    [Fact]
    public async Task What_is_stopped_between_more_and_fewer_is_finished_by_the_next_run()
    {
        using CancellationTokenSource stop = new();
        _swarm.AfterUpdate = () =>
        {
            Scale();
            stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Optimizer.RunAsync(_swarm.Services[0], 5, TimeSpan.FromMinutes(1), _ => { }, stop.Token));
        Assert.Equal(["8 6+2"], _numbers);

        _swarm.AfterUpdate = Scale;
        SwarmPlacementResult result = await RunAsync();
        Assert.Equal(("What an earlier run left is finished.", 1), (result.Message, result.SkewAfter));
        Assert.Equal(["8 6+2", "6 6+0", "6 "], _numbers);
    }

    [Fact]
    public async Task A_number_that_somebody_sets_after_a_run_that_was_stopped_at_its_end_stays()
    {
        using CancellationTokenSource stop = new();
        _swarm.AfterUpdate = () =>
        {
            Scale();
            if (_numbers.Count == 2)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Optimizer.RunAsync(_swarm.Services[0], 5, TimeSpan.FromMinutes(1), _ => { }, stop.Token));
        Assert.Equal(["8 6+2", "6 6+0"], _numbers);

        _swarm.AfterUpdate = Scale;
        _swarm.Touch("web", spec => spec["Mode"]!["Replicated"]!["Replicas"] = 8L);
        Scale();
        await RunAsync();
        Assert.Equal(["8 6+0", "8 8+0", "8 "], _numbers.Skip(2));
    }

    [Fact]
    public async Task Tasks_that_do_not_run_are_taken_back_and_told()
    {
        _fate = SwarmTaskState.Pending;
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => RunAsync());
        Assert.True(failure.Is(ErrorId.RolloutTimedOut), failure.Message);
        Assert.StartsWith("The tasks of the service 'web' are not spread any further, and are as many as before. ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["8 6+2", "6 6+0", "6 "], _numbers);
        Assert.Equal((3, 3), (CountOn("m1"), CountOn("m2")));
    }

    [Fact]
    public async Task A_number_that_somebody_sets_meanwhile_stays()
    {
        bool isSet = false;
        _swarm.BeforeInspect = () =>
        {
            if (_numbers.Count == 1 && !isSet)
            {
                isSet = true;
                _swarm.Touch("web", spec => spec["Mode"]!["Replicated"]!["Replicas"] = 10L);
                Scale();
            }
        };
        await RunAsync();
        Assert.Equal(10L, (long)_swarm.SpecOf("web")["Mode"]!["Replicated"]!["Replicas"]!);
        Assert.Equal("10 ", _numbers[^1]);
    }

    [Fact]
    public async Task Where_the_engine_gives_new_tasks_to_other_nodes_it_is_not_tried_for_ever()
    {
        _swarm.AfterUpdate = () => Scale(nodes => nodes.OrderByDescending(CountOn));
        SwarmPlacementResult result = await RunAsync();
        Assert.Equal(SwarmPlacementOutcome.Skipped, result.Outcome);
        Assert.Contains("gives new tasks to other nodes", result.Message, StringComparison.Ordinal);
        Assert.Equal(["8 6+2", "6 6+0", "6 "], _numbers);
    }

    [Fact]
    public async Task A_service_that_is_gone_is_an_error()
    {
        SwarmService web = _swarm.Services[0];
        _swarm.Remove("web");
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => Optimizer.RunAsync(web, 5, TimeSpan.FromMinutes(1), _ => { }, Stop));
        Assert.True(failure.Is(ErrorId.ServiceNotFound), failure.Message);
    }

    private Task<SwarmPlacementResult> RunAsync(int batch = 5) => Optimizer.RunAsync(_swarm.Services[0], batch, TimeSpan.FromMinutes(1), _ => { }, Stop);

    private static JsonObject Document(long replicas) => new()
    {
        ["ID"] = "web-id",
        ["Version"] = new JsonObject { ["Index"] = 1L },
        ["Spec"] = new JsonObject { ["Name"] = "web", ["TaskTemplate"] = new JsonObject(), ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = replicas } } },
    };

    private void Run(string node, int count) => _swarm.Tasks.AddRange(APlacement.Tasks("web", node, count, first: _swarm.Tasks.Count + 1));

    private int CountOn(string node) => _swarm.Tasks.Count(task => task.NodeId == node);

    private void Scale() => Scale(nodes => nodes.OrderBy(CountOn));

    // As an engine does: new tasks to the first nodes of an order, one each, and what is too many ends where most are, what waits first.
    private void Scale(Func<IEnumerable<string>, IEnumerable<string>> inOrder)
    {
        JsonObject spec = _swarm.SpecOf("web");
        long wanted = (long)spec["Mode"]!["Replicated"]!["Replicas"]!;
        _numbers.Add($"{wanted} {(string?)(spec["Labels"] as JsonObject)?[SurgeEdits.Label]}");
        for (int slot = 1; _swarm.Tasks.Count < wanted; slot++)
        {
            if (_swarm.Tasks.All(task => task.Slot != slot))
            {
                _swarm.Tasks.Add(APlacement.Task("web", _fate == SwarmTaskState.Pending ? "" : inOrder(_swarm.Nodes.Select(node => node.Id)).First(), slot, state: _fate));
            }
        }

        while (_swarm.Tasks.Count > wanted)
        {
            _swarm.Tasks.Remove(_swarm.Tasks.OrderByDescending(task => task.State == SwarmTaskState.Pending).ThenByDescending(task => CountOn(task.NodeId)).ThenByDescending(task => task.Slot).First());
        }
    }
}
