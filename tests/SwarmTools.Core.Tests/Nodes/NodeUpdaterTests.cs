using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Nodes;

namespace SwarmTools.Core.Tests.Nodes;

public class NodeUpdaterTests
{
    private readonly FakeSwarm _swarm = new();

    public NodeUpdaterTests()
    {
        _swarm.Nodes.Clear();
        _swarm.Nodes.AddRange([A.Manager("m1"), A.Manager("m2"), A.Manager("m3")]);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private NodeUpdater Updater => new(_swarm, _swarm.Clock);

    private NodeRemover Remover => new(_swarm, Updater, _swarm.Clock);

    [Fact]
    public async Task What_is_not_named_stays_and_so_does_what_this_version_does_not_know()
    {
        (SwarmNode node, bool isChanged) = await Updater.ChangeAsync(_swarm.Nodes[0], new() { Labels = new() { Added = new Dictionary<string, string> { ["zone"] = "a" } } }, null, Stop);
        Assert.True(isChanged);
        Assert.Equal(("a", SwarmNodeRole.Manager), (node.Labels["zone"], node.Role));
        Assert.Contains("update node m1 {\"Role\":\"manager\",\"Availability\":\"active\",\"Labels\":{\"zone\":\"a\"},\"Invented\":1}", _swarm.Requests);
    }

    [Fact]
    public async Task Nothing_is_sent_where_all_is_as_wished()
    {
        (_, bool isChanged) = await Updater.ChangeAsync(_swarm.Nodes[0], new() { Role = SwarmNodeRole.Manager, Availability = SwarmNodeAvailability.Active }, null, Stop);
        Assert.False(isChanged);
        Assert.Equal(["nodes"], _swarm.Requests);
    }

    // Nodes count up their version by themselves, and what somebody else changed stays.
    [Fact]
    public async Task Where_somebody_else_was_faster_the_change_is_made_on_what_they_wrote()
    {
        SwarmNode seen = _swarm.Nodes[0];
        _swarm.BeforeUpdate = () =>
        {
            _swarm.BeforeUpdate = () => { };
            _swarm.Nodes[0] = A.Node("m1", SwarmNodeRole.Manager, SwarmNodeAvailability.Pause, SwarmReachability.Reachable, SwarmNodeState.Ready, 7, new Dictionary<string, string> { ["theirs"] = "1" });
        };
        (SwarmNode node, _) = await Updater.ChangeAsync(seen, new() { Labels = new() { Added = new Dictionary<string, string> { ["mine"] = "2" } } }, null, Stop);
        Assert.Equal((SwarmNodeAvailability.Pause, "1", "2"), (node.Availability, node.Labels["theirs"], node.Labels["mine"]));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_looked_up()
    {
        _swarm.AfterUpdate = () => throw new SwarmException(ErrorId.EngineUnreachable, "gone");
        (SwarmNode node, _) = await Updater.ChangeAsync(_swarm.Nodes[0], new() { Availability = SwarmNodeAvailability.Drain }, null, Stop);
        Assert.Equal(SwarmNodeAvailability.Drain, node.Availability);
        Assert.Single(_swarm.Requests, request => request.StartsWith("update node", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_not_down_is_removed_by_force_alone()
    {
        await Refused.WithAsync(ErrorId.NodeInUse, ["'m1'", "Ready", "-Force"], () => Remover.RemoveAsync(_swarm.Nodes[0], false, TimeSpan.FromSeconds(1), Stop));
        Assert.Equal(["nodes"], _swarm.Requests);
        await Remover.RemoveAsync(_swarm.Nodes[0], true, TimeSpan.FromSeconds(1), Stop);
        Assert.Equal(["m2", "m3"], _swarm.Nodes.Select(node => node.Name));
        Assert.Contains("remove node m1 by force", _swarm.Requests);
    }

    [Fact]
    public async Task A_manager_that_is_down_is_made_a_worker_first()
    {
        _swarm.Nodes[2] = A.Manager("m3", SwarmReachability.Unreachable, SwarmNodeState.Down);
        await Remover.RemoveAsync(_swarm.Nodes[2], false, TimeSpan.FromSeconds(1), Stop);
        Assert.Equal(["update node m3", "remove node m3"], _swarm.Requests.Where(request => request != "nodes").Select(request => request.Split(" {")[0]));
    }

    [Fact]
    public async Task What_would_break_the_quorum_is_not_sent()
    {
        _swarm.Nodes[2] = A.Manager("m3", SwarmReachability.Unreachable, SwarmNodeState.Down);
        await Refused.WithAsync(ErrorId.QuorumAtRisk, ["'m1'", "2 managers"], () => Remover.DemoteAsync(_swarm.Nodes[0], false, TimeSpan.FromSeconds(1), Stop));
        Assert.DoesNotContain(_swarm.Requests, request => request.StartsWith("update", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_wait_that_is_too_long_says_what_is_so_instead() => Refused.WithAsync(
        ErrorId.NodeTimedOut, ["'m1'", "is not empty", "Ready"], () => Updater.WaitAsync(_swarm.Nodes[0], _ => false, "is not empty", TimeSpan.FromSeconds(3), Stop));
}
