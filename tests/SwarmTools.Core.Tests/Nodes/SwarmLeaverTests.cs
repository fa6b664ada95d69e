using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Nodes;

namespace SwarmTools.Core.Tests.Nodes;

public class SwarmLeaverTests
{
    private readonly FakeSwarm _staying = new();
    private readonly FakeSwarm _leaving = new();

    public SwarmLeaverTests()
    {
        _staying.Nodes.Clear();
        _staying.Nodes.AddRange([A.Manager("m1"), A.Manager("m2"), A.Manager("m3")]);
        _staying.Engine = new() { NodeId = "m1", IsManager = true };
        _leaving.Engine = new() { NodeId = "m3", IsManager = true };
        _leaving.AfterLeave = () => _staying.Nodes[2] = A.Node("m3", SwarmNodeState.Down);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manager_leaves_when_it_has_itself_heard_that_it_is_none_any_more()
    {
        _staying.Clock.At(TimeSpan.FromSeconds(1), () => _leaving.Engine = new() { NodeId = "m3", IsManager = false });
        await LeaveAsync();
        Assert.Equal(["m1", "m2"], _staying.Nodes.Select(node => node.Name));
        Assert.Equal(["update node m3", "remove node m3"], _staying.Requests.Where(request => request is not ("nodes" or "info")).Select(request => request.Split(" {")[0]));
    }

    [Fact]
    public async Task One_that_does_not_hear_of_it_does_not_leave()
    {
        await Refused.WithAsync(ErrorId.NodeTimedOut, ["'tcp://m3'", "still takes itself for a manager", "10s"], LeaveAsync);
        Assert.DoesNotContain("leave", _leaving.Requests);
    }

    [Fact]
    public async Task A_node_needs_another_manager_to_be_taken_off_the_list()
    {
        _staying.Engine = _leaving.Engine;
        await Refused.WithAsync(ErrorId.OptionInvalid, ["'m3'", "-Manager"], LeaveAsync);
        _leaving.Engine = new() { NodeId = "other" };
        await Refused.WithAsync(ErrorId.NodeNotFound, ["'tcp://m3'", "the swarm at 'tcp://m1'"], LeaveAsync);
        Assert.DoesNotContain("leave", _leaving.Requests);
    }

    private Task LeaveAsync() => new SwarmLeaver(_leaving, "tcp://m3", _staying, _staying.Clock).LeaveAsync("the swarm at 'tcp://m1'", force: false, TimeSpan.FromSeconds(10), Stop);
}
