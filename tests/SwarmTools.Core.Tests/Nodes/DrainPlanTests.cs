using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Nodes;

namespace SwarmTools.Core.Tests.Nodes;

public class DrainPlanTests
{
    private readonly SwarmNode[] _nodes = [A.Node("n1"), A.Node("n2"), A.Node("n3", SwarmNodeState.Down)];

    [Theory]
    [InlineData("{}", "{}", "")]
    [InlineData("""{"Placement":{"Constraints":["node.id==n1"]}}""", "{}", "no other node that takes tasks meets its constraints")]
    [InlineData("""{"Placement":{"Constraints":["node.id==n2"]}}""", "{}", "")]
    [InlineData("""{"Placement":{"Constraints":["node.id==n3"]}}""", "{}", "no other node that takes tasks meets its constraints")]
    [InlineData("{}", """{"Ports":[{"PublishMode":"host","PublishedPort":80}]}""", "it publishes a port of the node itself")]
    [InlineData("{}", """{"Ports":[{"PublishMode":"ingress","PublishedPort":80}]}""", "")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"data","Target":"/d"}]}}""", "{}", "it mounts a volume of the node, whose data would stay behind")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"data","Target":"/d","VolumeOptions":{"DriverConfig":{"Name":"local"}}}]}}""", "{}", "it mounts a volume of the node, whose data would stay behind")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"data","Target":"/d","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"type":"nfs"}}}}]}}""", "{}", "")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"data","Target":"/d","VolumeOptions":{"DriverConfig":{"Name":"rexray"}}}]}}""", "{}", "")]
    [InlineData("""{"ContainerSpec":{"Mounts":[{"Type":"volume","Target":"/d"},{"Type":"tmpfs","Target":"/t"}]}}""", "{}", "")]
    public void What_cannot_leave_is_told_with_the_reason(string template, string endpoint, string reason)
    {
        DrainPlan plan = Plan(Service("web", template, endpoint));
        Assert.Equal(reason.Length == 0 ? [] : [$"web: {reason}"], plan.Fixed);
        Assert.Equal(reason.Length == 0 ? ["web"] : [], plan.Movable.Select(service => service.Name));
    }

    [Theory]
    [InlineData("/srv/data", false)]
    [InlineData("/", false)]
    [InlineData("/etc", false)]
    [InlineData("/dev/sdb", false)]
    [InlineData("/system", false)]
    [InlineData("/var/run/docker.sock", true)]
    [InlineData("/run/docker.sock", true)]
    [InlineData("/etc/localtime", true)]
    [InlineData("/etc/timezone", true)]
    [InlineData("/proc", true)]
    [InlineData("/sys/", true)]
    [InlineData("/sys/fs/cgroup", true)]
    [InlineData("/dev", true)]
    public void A_path_of_the_node_holds_a_task_there_unless_every_node_has_it(string path, bool isMovable)
    {
        DrainPlan plan = Plan(Service("web", $$$"""{"ContainerSpec":{"Mounts":[{"Type":"bind","Source":"{{{path}}}","Target":"/d"}]}}""", "{}"));
        Assert.Equal(isMovable ? [] : [$"web: it mounts the path '{path}' of the node, which may be missing or hold other data on another"], plan.Fixed);
    }

    [Fact]
    public void Global_services_and_jobs_stay_where_they_are()
    {
        Assert.Equal(["web: it is global: each node runs a task of its own"], Plan(A.Service("web").With(mode: SwarmServiceMode.Global)).Fixed);
        Assert.Equal(["web: it is a job"], Plan(A.Service("web").With(mode: SwarmServiceMode.ReplicatedJob)).Fixed);
    }

    [Fact]
    public void What_has_no_task_on_the_node_is_not_spoken_of()
    {
        SwarmTask[] tasks = [A.Task(1, node: "n2"), A.Task(2, SwarmTaskState.Shutdown)];
        Assert.Equal((0, 0), (DrainPlan.Of(_nodes[0], _nodes, [A.Service("web")], tasks).Movable.Count, DrainPlan.TasksOn(_nodes[0], tasks).Count()));
    }

    private DrainPlan Plan(SwarmService service) => DrainPlan.Of(_nodes[0], _nodes, [service], [A.Task(1)]);

    private static SwarmService Service(string name, string template, string endpoint) => A.Service(new JsonObject
    {
        ["ID"] = name + "-id",
        ["Version"] = new JsonObject { ["Index"] = 1L },
        ["Spec"] = new JsonObject { ["Name"] = name, ["TaskTemplate"] = JsonNode.Parse(template), ["EndpointSpec"] = JsonNode.Parse(endpoint), ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = 1L } } },
    });
}
