using SwarmTools.Infrastructure;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>A plan with what it was made from.</summary>
internal sealed record PreparedStack(StackPlan Plan, ObservedStack Observed, StackContents Contents, LiveConnection Live);
