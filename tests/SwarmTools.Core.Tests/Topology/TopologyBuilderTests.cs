using System;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Topology;

namespace SwarmTools.Core.Tests.Topology;

/// <summary>What of a swarm is in a picture, and where.</summary>
public class TopologyBuilderTests
{
    private static readonly SwarmNode[] s_nodes = [A.Node("n1"), A.Node("n2", SwarmNodeState.Down)];

    [Theory]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Running, "n1", SwarmTaskCondition.Running)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Complete, "n1", SwarmTaskCondition.Running)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Shutdown, "n1", SwarmTaskCondition.Stopping)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Remove, "n1", SwarmTaskCondition.Stopping)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Shutdown, "n2", SwarmTaskCondition.Unreachable)]
    [InlineData(SwarmTaskState.Running, SwarmTaskState.Running, "n3", SwarmTaskCondition.Running)]
    [InlineData(SwarmTaskState.Starting, SwarmTaskState.Running, "n1", SwarmTaskCondition.Starting)]
    [InlineData(SwarmTaskState.Preparing, SwarmTaskState.Ready, "n1", SwarmTaskCondition.Starting)]
    [InlineData(SwarmTaskState.Ready, SwarmTaskState.Ready, "n1", SwarmTaskCondition.Waiting)]
    [InlineData(SwarmTaskState.Ready, SwarmTaskState.Running, "n1", SwarmTaskCondition.Starting)]
    [InlineData(SwarmTaskState.Pending, SwarmTaskState.Running, "", SwarmTaskCondition.Waiting)]
    [InlineData(SwarmTaskState.Complete, SwarmTaskState.Complete, "n1", SwarmTaskCondition.Complete)]
    [InlineData(SwarmTaskState.Failed, SwarmTaskState.Shutdown, "n1", SwarmTaskCondition.Failed)]
    [InlineData(SwarmTaskState.Rejected, SwarmTaskState.Shutdown, "n1", SwarmTaskCondition.Failed)]
    [InlineData(SwarmTaskState.Unknown, SwarmTaskState.Running, "n1", SwarmTaskCondition.Unknown)]
    public void A_condition_is_the_state_and_what_is_wished_and_whether_the_node_answers(SwarmTaskState state, SwarmTaskState desired, string node, SwarmTaskCondition expected)
    {
        SwarmTopology picture = ASwarm.Picture([.. s_nodes, A.Node("n3", SwarmNodeState.Unknown)], [A.Service("web")], A.Task(1, state, desired, node));

        Assert.Equal(expected, Assert.Single(picture.Nodes.SelectMany(seen => seen.Tasks).Concat(picture.Unplaced)).Condition);
        Assert.Equal(node.Length == 0 ? 1 : 0, picture.Unplaced.Count);
    }

    [Theory]
    [InlineData("CMD true", SwarmTaskCondition.Healthy)]
    [InlineData("CMD-SHELL true", SwarmTaskCondition.Healthy)]
    [InlineData("NONE", SwarmTaskCondition.Running)]
    [InlineData("", SwarmTaskCondition.Running)]
    public void A_task_that_runs_has_passed_the_check_of_its_spec(string test, SwarmTaskCondition expected) =>
        Assert.Equal(expected, ASwarm.Picture(s_nodes, [ASwarm.Checked("web", test.Split(' '))], A.Task(1)).Nodes[0].Tasks.Single().Condition);

    [Fact]
    public void What_ended_because_it_was_told_to_is_left_out() => Assert.Equal(
        ["web.1"],
        ASwarm.Picture(
            s_nodes,
            [A.Service("web")],
            A.Task(1),
            A.Task(1, SwarmTaskState.Shutdown, SwarmTaskState.Shutdown, second: -9),
            A.Task(1, SwarmTaskState.Failed, SwarmTaskState.Shutdown, error: "old", second: -5),
            A.Task(2, SwarmTaskState.Shutdown, SwarmTaskState.Shutdown),
            A.Task(3, SwarmTaskState.Orphaned, SwarmTaskState.Shutdown, "gone"),
            A.Task(4, SwarmTaskState.New, SwarmTaskState.Remove, "")).Nodes.SelectMany(node => node.Tasks).Select(task => task.Name));

    [Fact]
    public void What_still_runs_beside_its_successor_is_there()
    {
        SwarmTopology picture = ASwarm.Picture(s_nodes, [A.Service("web")], A.Task(1, second: 5), A.Task(1, desired: SwarmTaskState.Shutdown), A.Task(2, desired: SwarmTaskState.Shutdown, node: "n2"), A.Task(2, second: 5));

        Assert.Equal(["web.1 Stopping", "web.1 Running", "web.2 Running"], picture.Nodes[0].Tasks.Select(task => $"{task.Name} {task.Condition}"));
        Assert.Equal(["web.2 Unreachable"], picture.Nodes[1].Tasks.Select(task => $"{task.Name} {task.Condition}"));
    }

    [Fact]
    public void Why_a_task_does_not_run_is_its_own_error_or_that_of_the_one_before()
    {
        SwarmTopology picture = ASwarm.Picture(
            s_nodes,
            [A.Service("web")],
            A.Task(1, SwarmTaskState.Pending, node: "", error: "no suitable node"),
            A.Task(2, SwarmTaskState.Ready, SwarmTaskState.Ready, second: 9),
            A.Task(2, SwarmTaskState.Failed, SwarmTaskState.Shutdown, error: "exit 2", second: 5),
            A.Task(2, SwarmTaskState.Failed, SwarmTaskState.Shutdown, error: "exit 1", second: 1),
            A.Task(3, SwarmTaskState.Starting, second: 9),
            A.Task(3, SwarmTaskState.Shutdown, SwarmTaskState.Shutdown, second: 5),
            A.Task(3, SwarmTaskState.Failed, SwarmTaskState.Shutdown, error: "long ago", second: 1),
            A.Task(4, second: 9),
            A.Task(4, SwarmTaskState.Failed, SwarmTaskState.Shutdown, error: "over", second: 1));

        Assert.Equal("no suitable node", picture.Unplaced.Single().Problem);
        Assert.Equal(["web.2: exit 2", "web.3: ", "web.4: "], picture.Nodes[0].Tasks.Select(task => $"{task.Name}: {task.Problem}"));
    }

    [Fact]
    public void Managers_come_first_and_all_is_in_order() => Assert.Equal(
        ["m1: agent.m1", "m2: ", "n0: api.1 web.2 web.10"],
        ASwarm.Picture(
            [A.Node("n0", SwarmNodeRole.Worker, SwarmNodeAvailability.Active, SwarmReachability.Unknown, SwarmNodeState.Ready, 1, Empty.Labels), A.Manager("m2"), A.Manager("m1")],
            [A.Service("web"), A.Service("api"), A.Service("agent")],
            A.Task(10, node: "n0"),
            A.Task(2, node: "n0"),
            A.Task(1, node: "n0", service: "api"),
            A.Task(0, node: "m1", service: "agent")).Nodes.Select(node => $"{node}: {string.Join(' ', node.Tasks)}"));

    [Fact]
    public void Services_and_nodes_can_be_chosen()
    {
        SwarmView seen = ASwarm.Seen(s_nodes, [A.Service("web"), A.Service("api")], A.Task(1), A.Task(1, service: "api", node: "n2"), A.Task(2, SwarmTaskState.Pending, node: ""), A.Task(9, service: "gone"));

        SwarmTopology web = new TopologyBuilder(seen, new() { IsService = service => service.Name == "web" }).Build("prod");
        Assert.Equal("web|web.1||web.2", Told(web));
        SwarmTopology second = new TopologyBuilder(seen, new() { IsNode = node => node.Name == "n2" }).Build("prod");
        Assert.Equal("api,web|api.1|", Told(second));
        SwarmTopology all = new TopologyBuilder(seen, TopologyFilter.All).Build("prod");
        Assert.Equal("api,web|?.9 web.1|api.1|web.2", Told(all));

        static string Told(SwarmTopology picture) =>
            $"{string.Join(',', picture.Services)}|{string.Join('|', picture.Nodes.Select(node => string.Join(' ', node.Tasks)))}|{string.Join(' ', picture.Unplaced)}";
    }

    [Fact]
    public void A_task_whose_node_was_removed_is_not_lost() => Assert.Equal(
        ["web.1 Unreachable"], ASwarm.Picture(s_nodes, [A.Service("web")], A.Task(1, node: "gone")).Unplaced.Select(task => $"{task.Name} {task.Condition}"));

    [Fact]
    public void The_time_is_that_of_the_look() => Assert.Equal((A.Noon, "prod", TimeSpan.Zero), (ASwarm.Picture([], []).TakenAt, ASwarm.Picture([], []).ToString(), ASwarm.Picture([], []).TakenAt.Offset));
}
