using System.Linq;

namespace SwarmTools.Core.Tests.Model;

public class NumberedListTests
{
    [Fact]
    public void Lists_are_sorted_by_how_many_they_hold_and_then_by_what()
    {
        SwarmStack[] stacks = [With("b", "a"), With("b"), With(), With("a", "b", "c"), With("a")];

        Assert.Equal(["", "a", "b", "b a", "a b c"], stacks.Select(stack => stack.Services).Order().Select(services => string.Join(' ', services)));
    }

    [Fact]
    public void Equal_lists_are_of_one_group() => Assert.Equal([2, 1], new[] { With("a", "b"), With("a"), With("a", "b") }.GroupBy(stack => stack.Services).Select(group => group.Count()));

    private static SwarmStack With(params string[] services) => new() { Services = services };
}
