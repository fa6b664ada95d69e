using System.Collections.Generic;
using System.Linq;
using SwarmTools.Placement;

namespace SwarmTools.Core.Tests.Placement;

public class PlacementPlannerTests
{
    private static readonly string[] s_names = ["m1", "m2", "m3", "w1", "w2"];

    [Theory]
    [InlineData("2 2 2 0 0", "Move 2 tasks: 1 from m1 to w1, 1 from m2 to w2", 2, 1)]
    [InlineData("3 0 0 0 0", "Move 2 tasks: 1 from m1 to m2, 1 from m1 to m3", 3, 1)]
    [InlineData("2 1 1 1 1", "", 1, 1)]
    [InlineData("1 0 0 0 0", "", 1, 1)]
    [InlineData("0 0 0 0 0", "", 0, 0)]
    [InlineData("4 4 4 4 0", "Move 3 tasks: 1 from m1 to w2, 1 from m2 to w2, 1 from m3 to w2", 4, 1)]
    [InlineData("6 6 5 0 0", "Move 6 tasks: ...", 6, 1)]
    public void Only_what_gains_is_moved_from_the_fullest_to_the_emptiest(string counts, string plan, int before, int after)
    {
        PlacementPlan made = Plan(counts);
        Assert.Equal((before, after), (made.Spread.Skew, made.SkewAfter));
        Assert.True(plan.EndsWith("...", System.StringComparison.Ordinal) ? made.ToString().StartsWith(plan[..^3], System.StringComparison.Ordinal) : made.ToString() == plan, made.ToString());
    }

    [Theory]
    [InlineData("""{"Placement":{"Constraints":["node.role==worker"]}}""", "0 0 0 4 0", "Move 2 tasks: 2 from w1 to w2")]
    [InlineData("""{"Placement":{"Constraints":["node.hostname==m1"]}}""", "4 0 0 0 0", "")]
    [InlineData("""{"Placement":{"MaxReplicas":1,"Constraints":["node.role==worker"]}}""", "0 0 0 1 1", "")]
    [InlineData("""{"Placement":{"Platforms":[{"OS":"windows"}]}}""", "4 0 0 0 0", "")]
    [InlineData("""{"Resources":{"Reservations":{"NanoCPUs":1500000000}}}""", "2 2 0 0 0", "Move 2 tasks: 1 from m1 to m3, 1 from m2 to w1")]
    [InlineData("""{"Resources":{"Reservations":{"NanoCPUs":5000000000}}}""", "2 0 0 0 0", "")]
    public void Tasks_go_only_where_they_may_run(string template, string counts, string plan) => Assert.Equal(plan, Plan(counts, template).ToString());

    [Fact]
    public void A_node_that_takes_none_gives_its_tasks_and_gets_none()
    {
        SwarmNode[] nodes = [APlacement.Node("m1", availability: SwarmNodeAvailability.Pause), APlacement.Node("m2"), APlacement.Node("m3", SwarmNodeState.Down)];
        Assert.Equal("Move 2 tasks: 2 from m1 to m2", Plan(nodes, [4, 0, 0], APlacement.Service("web", replicas: 4)).ToString());
        Assert.Equal("", Plan(nodes, [0, 4, 0], APlacement.Service("web", replicas: 4)).ToString());
    }

    [Theory]
    [InlineData("""{"Placement":{"Preferences":[{"Spread":{"SpreadDescriptor":"node.labels.zone"}}]}}""", "its placement preferences say how it is spread")]
    [InlineData("""{"ContainerSpec":{"Hostname":"web-{{.Task.Slot}}"}}""", "its tasks are told their number ({{.Task.Slot}}), and a moved task has another")]
    [InlineData("""{"ContainerSpec":{"Env":["NAME={{ .Task.Name }}"]}}""", "its tasks are told their number ({{.Task.Name}}), and a moved task has another")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"bind","Source":"/srv/data","Target":"/d"}]}}""", "it mounts the path '/srv/data' of the node, which may be missing or hold other data on another")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"data","Target":"/d"}]}}""", "it mounts a volume of the node, whose data would stay behind")]
    public void What_cannot_move_is_left_with_the_reason(string template, string reason)
    {
        PlacementPlan plan = Plan("4 0 0 0 0", template);
        Assert.Equal((reason, 0, 4, 4), (plan.Obstacle, plan.Moves.Count, plan.Spread.Skew, plan.SkewAfter));
        Assert.Equal((SwarmPlacementOutcome.Skipped, $"Not spread: {reason}."), (plan.Untouched().Outcome, plan.Untouched().Message));
    }

    [Theory]
    [InlineData(SwarmServiceMode.Global, SwarmUpdateState.None, false, 4, "it is global: each node runs a task of its own")]
    [InlineData(SwarmServiceMode.ReplicatedJob, SwarmUpdateState.None, false, 4, "it is a job")]
    [InlineData(SwarmServiceMode.Replicated, SwarmUpdateState.Updating, false, 4, "an update of it is under way: Wait-SwarmService waits for its end")]
    [InlineData(SwarmServiceMode.Replicated, SwarmUpdateState.Paused, false, 4, "its update is held: finish it first with Resume-SwarmServiceUpdate or Undo-SwarmServiceUpdate")]
    [InlineData(SwarmServiceMode.Replicated, SwarmUpdateState.Updating, true, 4, "its update is held: finish it first with Resume-SwarmServiceUpdate or Undo-SwarmServiceUpdate")]
    [InlineData(SwarmServiceMode.Replicated, SwarmUpdateState.Completed, false, 5, "4 of 5 tasks run: see Trace-SwarmPlacement and Get-SwarmTask")]
    [InlineData(SwarmServiceMode.Replicated, SwarmUpdateState.Completed, false, 4, null)]
    public void What_is_under_way_is_left_with_the_reason(SwarmServiceMode mode, SwarmUpdateState update, bool isHeld, int replicas, string? reason) => Assert.Equal(
        reason, Plan([.. s_names.Select(name => APlacement.Node(name))], [4, 0, 0, 0, 0], APlacement.Service("web", replicas: replicas, mode: mode, update: update, isHeld: isHeld)).Obstacle);

    [Fact]
    public void What_a_run_that_was_stopped_left_is_finished_first()
    {
        PlacementPlan plan = Plan([.. s_names.Select(name => APlacement.Node(name))], [3, 3, 0, 1, 1], APlacement.Service("web", replicas: 8, labels: """{"swarmtools.placement.surge":"6+2"}"""));
        Assert.Equal((2, "Finish what an earlier run left (2 tasks too many); Move 1 task: 1 from m1 to m3"), (plan.Left, plan.ToString()));
    }

    [Fact]
    public void A_plan_counts_with_what_those_before_it_take()
    {
        const string Big = """{"Resources":{"Reservations":{"NanoCPUs":2500000000}}}""";
        PlacementSnapshot seen = APlacement.Seen(
            [APlacement.Node("m1"), APlacement.Node("m2")],
            [APlacement.Service("a", """{"Resources":{"Reservations":{"NanoCPUs":2000000000}}}""", replicas: 2), APlacement.Service("b", Big, replicas: 2)],
            APlacement.Tasks("a", "m1", 2),
            APlacement.Tasks("b", "m1", 2));
        Assert.Equal(["Move 1 task: 1 from m1 to m2", ""], PlacementPlanner.Of(seen, seen.Services).Select(plan => plan.ToString()));
    }

    // As swarmkit 28.5 did it: six tasks for two empty nodes became one and five.
    [Theory]
    [InlineData("2 2 2 0 0", 5, 2)]
    [InlineData("2 2 2 0 0", 1, 1)]
    [InlineData("6 5 6 0 0", 6, 4)]
    [InlineData("6 5 6 0 0", 3, 3)]
    [InlineData("25 25 25 25 0", 100, 20)]
    public void As_many_are_added_at_once_as_come_to_nodes_that_are_to_have_more(string counts, int most, int batch) => Assert.Equal(batch, Plan(counts).Spread.BatchOf(most));

    [Fact]
    public void What_was_moved_is_known_by_what_each_node_has() => Assert.Equal(
        ["m1 -> w1", "m2 -> w2"], PlacementSpread.Between(Plan("2 2 2 0 0").Spread, Plan("1 1 2 1 1").Spread).Select(move => move.ToString()));

    private static PlacementPlan Plan(string counts, string template = "{}")
    {
        int[] each = [.. counts.Split(' ').Select(int.Parse)];
        return Plan([.. s_names.Select(name => APlacement.Node(name))], each, APlacement.Service("web", template, each.Sum()));
    }

    private static PlacementPlan Plan(SwarmNode[] nodes, int[] counts, SwarmService service)
    {
        IEnumerable<SwarmTask> tasks = nodes.Zip(counts, (node, count) => APlacement.Tasks("web", node.Id, count, first: 1 + (100 * (node.Id[1] + node.Id[0])))).SelectMany(some => some);
        return PlacementPlanner.Of(APlacement.Seen(nodes, [service], tasks), [service]).Single();
    }
}
