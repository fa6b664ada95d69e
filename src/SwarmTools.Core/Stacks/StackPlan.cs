using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Stacks;

/// <summary>What is to be done so that a swarm has what a stack wishes, in the order of the work. A value: it can be shown, tested, confirmed.</summary>
internal sealed record StackPlan(StackNames Names, IReadOnlyList<StackStep> Steps)
{
    /// <summary>What the user should know, although all can be done.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it cannot be carried out; null for nothing.</summary>
    public SwarmException? Refusal { get; init; }

    public bool IsEmpty => Steps.All(step => step.IsKept);

    /// <summary>One line for each change.</summary>
    public override string ToString() => string.Join("\n", Steps.Select(step => step.Change.ToString()));
}
