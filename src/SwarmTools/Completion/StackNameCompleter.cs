using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of stacks.</summary>
internal sealed class StackNameCompleter() : NameCompleter<SwarmStack>(ObjectKinds.Stack, About.Of);
