using System.Collections.Generic;

namespace SwarmTools.Stacks;

/// <summary>How the work on a stack ended.</summary>
/// <param name="Result">What became of each change.</param>
/// <param name="Failures">The errors.</param>
internal sealed record StackOutcome(SwarmStackResult Result, IReadOnlyList<SwarmException> Failures);
