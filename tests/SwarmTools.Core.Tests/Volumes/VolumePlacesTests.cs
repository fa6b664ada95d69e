using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Volumes;

namespace SwarmTools.Core.Tests.Volumes;

public class VolumePlacesTests
{
    private readonly SwarmNode[] _nodes = [A.Node("n1"), A.Node("n2"), new() { Id = "x1", Name = "twin" }, new() { Id = "x2", Name = "twin" }];

    [Fact]
    public void The_only_node_that_tasks_mount_it_on_is_found_with_those_who_use_it()
    {
        VolumePlace place = Find(SwarmTaskState.Running, "n2");
        Assert.Equal(("n2", true, "web", "shop"), (place.Node.Name, place.IsKnown, place.Users.Single().Name, place.Labels["stack"]));
    }

    [Fact]
    public void Tasks_that_ended_tell_where_it_is_too_and_use_it_no_more()
    {
        VolumePlace place = Find(SwarmTaskState.Shutdown, "n2");
        Assert.Equal(("n2", true, 0), (place.Node.Name, place.IsKnown, place.Users.Count));
    }

    [Theory]
    [InlineData("n1", "n1", false)]
    [InlineData("x2", "twin", false)]
    [InlineData("n2", "n2", true)]
    public void A_node_that_is_named_is_taken(string node, string name, bool isKnown)
    {
        VolumePlace place = VolumePlaces.Of("data", null, node, [Service()], [A.Task(1, node: "n2", container: "c")], _nodes);
        Assert.Equal((name, isKnown), (place.Node.Name, place.IsKnown));
    }

    [Fact]
    public void A_volume_that_was_read_brings_its_node_and_its_labels()
    {
        SwarmVolume volume = new() { Name = "data", NodeName = "n1", Labels = new System.Collections.Generic.Dictionary<string, string> { ["own"] = "1" } };
        VolumePlace place = VolumePlaces.Of("data", volume, "", [], [], _nodes);
        Assert.Equal(("n1", true, "1"), (place.Node.Name, place.IsKnown, place.Labels["own"]));
    }

    [Theory]
    [InlineData("other", "", "VolumeNotFound")]
    [InlineData("data", "n9", "NodeNotFound")]
    [InlineData("data", "twin", "NameAmbiguous")]
    public void What_cannot_be_found_is_named(string name, string node, string id) =>
        Assert.Equal(id, Assert.Throws<SwarmException>(() => VolumePlaces.Of(name, null, node, [Service()], [], _nodes)).ErrorId);

    [Fact]
    public void Several_nodes_with_a_volume_of_the_name_are_listed() => Assert.Contains("n1, n2", Assert.Throws<SwarmException>(() =>
        VolumePlaces.Of("data", null, "", [Service()], [A.Task(1, node: "n1"), A.Task(2, node: "n2")], _nodes)).Message, System.StringComparison.Ordinal);

    private VolumePlace Find(SwarmTaskState state, string node) => VolumePlaces.Of("data", null, "", [Service()], [A.Task(1, state, node: node, container: "c")], _nodes);

    private static SwarmService Service() => A.Service(new JsonObject
    {
        ["ID"] = "web-id",
        ["Version"] = new JsonObject { ["Index"] = 1L },
        ["Spec"] = new JsonObject
        {
            ["Name"] = "web",
            ["TaskTemplate"] = new JsonObject
            {
                ["ContainerSpec"] = new JsonObject
                {
                    ["Mounts"] = new JsonArray(new JsonObject { ["Type"] = "volume", ["Source"] = "data", ["Target"] = "/d", ["VolumeOptions"] = new JsonObject { ["Labels"] = new JsonObject { ["stack"] = "shop" } } }),
                },
            },
        },
    });
}
