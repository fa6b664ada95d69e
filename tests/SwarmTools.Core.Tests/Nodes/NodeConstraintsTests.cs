using System.Collections.Generic;
using SwarmTools.Nodes;

namespace SwarmTools.Core.Tests.Nodes;

/// <summary>The cases of swarmkit's own table (manager/constraint/constraint_test.go), written anew.</summary>
public class NodeConstraintsTests
{
    private static readonly SwarmNode s_node = new()
    {
        Id = "node-1",
        Name = "Host-A",
        Role = SwarmNodeRole.Worker,
        Address = "10.0.1.2",
        OperatingSystem = "linux",
        Architecture = "x86_64",
        Labels = new Dictionary<string, string> { ["security"] = "High" },
        EngineLabels = new Dictionary<string, string> { ["disk"] = "ssd" },
    };

    [Theory]
    [InlineData("node.id==node-1", true)]
    [InlineData("node.id != node-1", false)]
    [InlineData("node.hostname==host-a", true)]
    [InlineData("node.hostname!=host-b", true)]
    [InlineData("node.role==worker", true)]
    [InlineData("node.role==manager", false)]
    [InlineData("NODE.ROLE==WORKER", true)]
    [InlineData("node.platform.os==Linux", true)]
    [InlineData("node.platform.arch!=arm", true)]
    [InlineData("node.labels.security==high", true)]
    [InlineData("node.labels.security!=high", false)]
    [InlineData("node.labels.none==x", false)]
    [InlineData("node.labels.none!=x", true)]
    [InlineData("engine.labels.disk==ssd", true)]
    [InlineData("engine.labels.disk==hdd", false)]
    [InlineData("node.ip==10.0.1.2", true)]
    [InlineData("node.ip!=10.0.1.2", false)]
    [InlineData("node.ip==10.0.1.0/24", true)]
    [InlineData("node.ip!=10.0.2.0/24", true)]
    [InlineData("node.ip==10.0.2.0/24", false)]
    [InlineData("node.ip==nonsense", false)]
    [InlineData("node.nothing==x", false)]
    [InlineData("node.nothing!=x", false)]
    [InlineData("nonsense", false)]
    public void A_constraint_is_met_as_the_engine_says(string constraint, bool isMet) => Assert.Equal(isMet, NodeConstraints.IsMet(s_node, constraint));
}
