using System.Linq;
using SwarmTools.Placement;

namespace SwarmTools.Core.Tests.Placement;

/// <summary>The scheduler's filters (swarmkit, manager/scheduler/filter.go), written anew as cases, and what is made of them.</summary>
public class PlacementTracerTests
{
    private const string Half = """{"Resources":{"Reservations":{"NanoCPUs":2000000000,"MemoryBytes":1073741824}}}""";

    [Theory]
    [InlineData("{}", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Resources":{"Reservations":{"NanoCPUs":2000000000}}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Resources":{"Reservations":{"NanoCPUs":2500000000}}}""", SwarmPlacementFilter.Resources, "cpus: 2.5 needed, 2 of 4 free")]
    [InlineData("""{"Resources":{"Reservations":{"MemoryBytes":8589934592}}}""", SwarmPlacementFilter.Resources, "memory: 8 GB needed, 7 GB of 8 GB free")]
    [InlineData("""{"Resources":{"Reservations":{"NanoCPUs":64000000000,"MemoryBytes":8589934592}}}""", SwarmPlacementFilter.Resources, "cpus: 64 needed, 2 of 4 free; memory: 8 GB needed, 7 GB of 8 GB free")]
    [InlineData("""{"Resources":{"Reservations":{"GenericResources":[{"DiscreteResourceSpec":{"Kind":"ssd","Value":3}}]}}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Resources":{"Reservations":{"GenericResources":[{"DiscreteResourceSpec":{"Kind":"ssd","Value":4}}]}}}""", SwarmPlacementFilter.Resources, "ssd: 4 needed, 3 free")]
    [InlineData("""{"Resources":{"Reservations":{"GenericResources":[{"DiscreteResourceSpec":{"Kind":"gpu","Value":3}}]}}}""", SwarmPlacementFilter.Resources, "gpu: 3 needed, 2 free")]
    [InlineData("""{"Resources":{"Reservations":{"GenericResources":[{"DiscreteResourceSpec":{"Kind":"tpu","Value":1}}]}}}""", SwarmPlacementFilter.Resources, "tpu: 1 needed, 0 free")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"local"}}},{"Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"share"}}},{"Type":"bind","Source":"/x"}]}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"rexray"}}}]},"LogDriver":{"Name":"gelf"}}""", SwarmPlacementFilter.Plugins, "it has no volume driver 'rexray' and no log driver 'gelf'")]
    [InlineData("""{"LogDriver":{"Name":"none"}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"LogDriver":{"Options":{"tag":"x"}}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Placement":{"Constraints":["node.role==worker","node.hostname==m1"]}}""", SwarmPlacementFilter.Constraints, "it does not meet node.role==worker")]
    [InlineData("""{"Placement":{"Platforms":[{"Architecture":"amd64","OS":"linux"}]}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Placement":{"Platforms":[{"OS":"linux"}]}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Placement":{"Platforms":[{"Architecture":"arm64","OS":"linux"},{"Architecture":"amd64","OS":"windows"}]}}""", SwarmPlacementFilter.Platform, "it is linux/x86_64, the image is for linux/arm64, windows/amd64")]
    [InlineData("""{"Placement":{"MaxReplicas":2}}""", SwarmPlacementFilter.None, "")]
    [InlineData("""{"Placement":{"MaxReplicas":1}}""", SwarmPlacementFilter.MaxReplicas, "it has 1 of the service, and 1 may be on one node")]
    public void The_first_filter_that_refuses_is_told_with_numbers(string template, SwarmPlacementFilter filter, string why)
    {
        SwarmNode node = APlacement.Node("m1", resources: """[{"DiscreteResourceSpec":{"Kind":"ssd","Value":3}},{"NamedResourceSpec":{"Kind":"gpu","Value":"a"}},{"NamedResourceSpec":{"Kind":"gpu","Value":"b"}}]""");
        SwarmPlacementVerdict verdict = PlacementTracer.OfService(
            APlacement.Seen([node], [APlacement.Service("web"), APlacement.Service("db")], [APlacement.Task("db", "m1", 1, Half), APlacement.Task("web", "m1", 1)]), APlacement.Service("web", template)).Single();
        Assert.Equal((filter == SwarmPlacementFilter.None, filter, why, 1), (verdict.Fits, verdict.Filter, verdict.Detail, verdict.TaskCount));
    }

    [Fact]
    public void A_network_whose_driver_a_node_lacks_and_a_node_that_is_not_ready_are_told()
    {
        SwarmNode[] nodes = [APlacement.Node("m1"), APlacement.Node("m2", SwarmNodeState.Down), APlacement.Node("m3", availability: SwarmNodeAvailability.Drain), APlacement.Node("m4", plugins: "[]")];
        SwarmService service = APlacement.Service("web", """{"LogDriver":{"Name":"gelf"}}""", networks: ["net-swarm-id", "vlan-id"]);
        Assert.Equal(
            ["it has no network driver 'macvlan' and no log driver 'gelf'", "its state is Down", "it takes no tasks: its availability is Drain", "it has no network driver 'macvlan' and no network driver 'overlay'"],
            PlacementTracer.OfService(APlacement.Seen(nodes, [service]), service).Select(verdict => verdict.Detail));
    }

    [Fact]
    public void A_port_is_taken_by_what_runs_and_by_what_is_to_run_and_free_where_the_node_chose_it()
    {
        SwarmService web = APlacement.Service("web", ports: [APlacement.HostPort(80)]);
        SwarmService any = APlacement.Service("any", ports: [APlacement.HostPort(0)]);
        SwarmService other = APlacement.Service("other", ports: [APlacement.HostPort(80), new SwarmPort { PublishedPort = 81, PublishMode = SwarmPublishMode.Ingress }]);
        PlacementSnapshot seen = APlacement.Seen(
            [APlacement.Node("m1"), APlacement.Node("m2"), APlacement.Node("m3"), APlacement.Node("m4")],
            [web, any, other],
            [
                APlacement.Task("web", "m1", 1, ports: [APlacement.HostPort(80)]),
                APlacement.Task("web", "m2", 2, state: SwarmTaskState.Preparing),
                APlacement.Task("any", "m3", 1, ports: [APlacement.HostPort(80)]),
                APlacement.Task("web", "m4", 3, state: SwarmTaskState.Shutdown),
            ]);
        Assert.Equal(["its port 80/tcp is taken by web.1", "its port 80/tcp is taken by web.2", "", ""], PlacementTracer.OfService(seen, other).Select(verdict => verdict.Detail));
    }

    [Fact]
    public void What_is_to_end_keeps_what_it_reserved_and_counts_for_its_service_no_more()
    {
        const string One = """{"Resources":{"Reservations":{"NanoCPUs":3000000000}},"Placement":{"MaxReplicas":1}}""";
        PlacementSnapshot seen = APlacement.Seen([APlacement.Node("m1")], [APlacement.Service("web", One)], [APlacement.Task("web", "m1", 1, One, desired: SwarmTaskState.Shutdown)]);
        Assert.Equal((SwarmPlacementFilter.Resources, 0), PlacementTracer.OfService(seen, seen.Services[0]).Select(verdict => (verdict.Filter, verdict.TaskCount)).Single());
    }

    [Fact]
    public void A_service_is_told_what_the_engine_says_of_its_task_that_waits_and_whether_that_is_right()
    {
        const string Big = """{"Resources":{"Reservations":{"NanoCPUs":3000000000}}}""";
        SwarmService web = APlacement.Service("web", Big, replicas: 3);
        SwarmTask[] Tasks(string error) => [APlacement.Task("web", "m1", 1, Big), APlacement.Task("web", "m2", 2, Big), APlacement.Task("web", "", 3, Big, SwarmTaskState.Pending, error: error)];
        SwarmPlacementVerdict Verdict(string error) => PlacementTracer.OfService(APlacement.Seen([APlacement.Node("m1"), APlacement.Node("m2")], [web], Tasks(error)), web)[0];

        SwarmPlacementVerdict right = Verdict("no suitable node (insufficient resources on 2 nodes)");
        Assert.Equal(("web.3", "no suitable node (insufficient resources on 2 nodes)", true), (right.TaskName, right.Explanation, right.AgreesWithEngine));
        Assert.False(Verdict("no suitable node (insufficient resources on 1 node)").AgreesWithEngine);
        Assert.Null(Verdict("").AgreesWithEngine);
    }

    [Fact]
    public void A_task_that_runs_is_judged_as_if_it_were_not_there()
    {
        const string Big = """{"Resources":{"Reservations":{"NanoCPUs":3000000000}}}""";
        PlacementSnapshot seen = APlacement.Seen([APlacement.Node("m1"), APlacement.Node("m2")], [APlacement.Service("web", Big)], APlacement.Tasks("web", "m1", 1, Big), [APlacement.Task("db", "m2", 1, Big)]);
        Assert.Equal([true, false], PlacementTracer.OfTask(seen, seen.Services[0], seen.Tasks[0]).Select(verdict => verdict.Fits));
    }

    [Fact]
    public void Each_task_of_a_global_service_has_a_node_of_its_own_and_is_told_of_that_alone()
    {
        const string Big = """{"Resources":{"Reservations":{"NanoCPUs":5000000000}}}""";
        SwarmService agent = APlacement.Service("agent", Big, mode: SwarmServiceMode.Global);
        SwarmTask waiting = APlacement.Task("agent", "m2", 0, Big, SwarmTaskState.Pending, error: "insufficient resources on 1 node");
        PlacementSnapshot seen = APlacement.Seen([APlacement.Node("m1"), APlacement.Node("m2")], [agent], [waiting]);
        Assert.Equal(
            [("insufficient resources on 1 node", null), ("insufficient resources on 1 node", true)],
            PlacementTracer.OfService(seen, agent).Select(verdict => (verdict.Explanation, verdict.AgreesWithEngine)));
        Assert.Equal(["m2"], PlacementTracer.OfTask(seen, agent, waiting).Select(verdict => verdict.NodeName));
    }

    [Fact]
    public void What_is_not_the_schedulers_matter_is_told_too()
    {
        SwarmService web = APlacement.Service("web", replicas: 2);
        PlacementSnapshot seen = APlacement.Seen(
            [APlacement.Node("m1")], [web], [APlacement.Task("web", "m1", 1, state: SwarmTaskState.Rejected, desired: SwarmTaskState.Shutdown, error: "bind source path does not exist: /x"), APlacement.Task("web", "", 2, state: SwarmTaskState.New, error: "no address left")]);
        SwarmPlacementVerdict verdict = PlacementTracer.OfService(seen, web).Single();
        Assert.Equal(("bind source path does not exist: /x", "no address left", null), (verdict.LastError, verdict.EngineMessage, verdict.AgreesWithEngine));
        Assert.StartsWith("The task waits for addresses and ports", verdict.Explanation, System.StringComparison.Ordinal);
    }
}
