using System;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Nodes;

namespace SwarmTools.Core.Tests.Nodes;

/// <summary>m is a manager that answers, d one that does not, w a worker.</summary>
public class QuorumGuardTests
{
    // Which of them go, in words of the same letters.
    [Theory]
    [InlineData("m w", "m1", "the last manager")]
    [InlineData("m m", "m1", "")]
    [InlineData("m d", "m1", "1 manager, of which 1 must answer and 0 do")]
    [InlineData("m d", "d2", "")]
    [InlineData("m m m", "m1", "")]
    [InlineData("m m d", "m1", "2 managers, of which 2 must answer and 1 does")]
    [InlineData("m m d", "d3", "")]
    [InlineData("m m m m m", "m1 m2", "")]
    [InlineData("m m m d d", "m1", "4 managers, of which 3 must answer and 2 do")]
    [InlineData("m m m d d", "d4", "")]
    [InlineData("m m m d d", "m1 m2 m3", "2 managers, of which 2 must answer and 0 do")]
    [InlineData("m w w", "w2", "")]
    public void What_leaves_too_few_managers_is_refused_with_the_numbers(string nodes, string leaving, string message)
    {
        SwarmNode[] all = Nodes(nodes);
        string? refused = Record.Exception(() => QuorumGuard.Require(all, leaving.Split(' '), "That"))?.Message;
        Assert.Contains(message, refused ?? "", StringComparison.Ordinal);
        Assert.Equal(message.Length == 0, refused is null);
    }

    [Theory]
    [InlineData("m", 0)]
    [InlineData("m m", 0)]
    [InlineData("m m m w", 1)]
    [InlineData("m m d", 0)]
    [InlineData("m d d", -1)]
    [InlineData("m m m m", 1)]
    [InlineData("m m m m m", 2)]
    public void The_margin_is_how_many_may_still_fail(string nodes, int margin) => Assert.Equal(margin, QuorumGuard.MarginOf(Nodes(nodes)));

    private static SwarmNode[] Nodes(string letters) => [.. letters.Split(' ').Select((letter, index) => letter switch
    {
        "m" => A.Manager($"m{index + 1}"),
        "d" => A.Manager($"d{index + 1}", SwarmReachability.Unreachable, SwarmNodeState.Down),
        _ => A.Node($"w{index + 1}"),
    })];
}
