using System;
using System.Linq;
using SwarmTools.Placement;

namespace SwarmTools.Core.Tests.Placement;

public class PlacementMessageTests
{
    [Theory]
    [InlineData("Constraints", "no suitable node (scheduling constraints not satisfied on 1 node)")]
    [InlineData("Ready,Ready,Resources", "no suitable node (2 nodes not available for new tasks; insufficient resources on 1 node)")]
    [InlineData("Ready,Platform,Platform", "no suitable node (unsupported platform on 2 nodes; 1 node not available for new tasks)")]
    [InlineData("HostPorts,Plugins,Ready", "no suitable node (1 node not available for new tasks; missing plugin on 1 node; host-mode port already in use on 1 node)")]
    [InlineData("MaxReplicas,MaxReplicas,Plugins,Plugins,Plugins", "no suitable node (missing plugin on 3 nodes; max replicas per node limit exceed)")]
    public void What_refuses_most_is_told_first_and_the_order_of_the_filters_decides_between_equals(string filters, string message) =>
        Assert.Equal(message, PlacementMessage.OfAll(filters.Split(',').Select(Enum.Parse<SwarmPlacementFilter>)));

    [Fact]
    public void A_task_that_is_for_one_node_is_told_the_reason_alone() => Assert.Equal("insufficient resources on 1 node", PlacementMessage.OfOne(SwarmPlacementFilter.Resources));

    [Theory]
    [InlineData("no suitable node (a; b)", "no suitable node (a; b)", true)]
    [InlineData("no suitable node (a; b)", "no suitable node (b; a)", true)]
    [InlineData("no suitable node (a; b)", "no suitable node (a)", false)]
    [InlineData("no suitable node (a)", "", false)]
    public void Reasons_in_another_order_are_the_same(string one, string other, bool areSame) => Assert.Equal(areSame, PlacementMessage.AreSame(one, other));
}
