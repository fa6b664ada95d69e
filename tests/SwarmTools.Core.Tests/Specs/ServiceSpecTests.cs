using System;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Specs;

public class ServiceSpecTests
{
    [Theory]
    [InlineData("{}", 5)]
    [InlineData("""{"UpdateConfig":{}}""", 5)]
    [InlineData("""{"UpdateConfig":{"Monitor":0}}""", 5)]
    [InlineData("""{"UpdateConfig":{"Monitor":null}}""", 5)]
    [InlineData("""{"UpdateConfig":{"Monitor":"15s"}}""", 5)]
    [InlineData("""{"UpdateConfig":{"Monitor":15000000000}}""", 15)]
    public void The_monitor_is_five_seconds_unless_the_service_says_otherwise(string spec, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(spec).Monitor);

    [Theory]
    [InlineData("{}", "any")]
    [InlineData("""{"TaskTemplate":{"RestartPolicy":{}}}""", "any")]
    [InlineData("""{"TaskTemplate":{"RestartPolicy":{"Condition":"none"}}}""", "none")]
    public void Tasks_are_restarted_unless_the_service_says_otherwise(string spec, string expected) =>
        Assert.Equal(expected, Read(spec).RestartCondition);

    [Fact]
    public void Identity_is_read_and_missing_parts_are_empty()
    {
        ServiceSpec spec = new((JsonObject)JsonNode.Parse("""{"ID":"x","Version":{"Index":7},"Spec":{"Name":"web"}}""")!);
        Assert.Equal(("x", 7, "web"), (spec.Id, spec.Version, spec.Name));
        ServiceSpec empty = new([]);
        Assert.Equal(("", 0, "", 0), (empty.Id, empty.Version, empty.Name, empty.Json.Count));
    }

    private static ServiceSpec Read(string spec) => new(new JsonObject { ["Spec"] = JsonNode.Parse(spec) });
}
