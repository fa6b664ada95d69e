using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of stacks that have services.</summary>
internal sealed class StackNameCompleter() : NameCompleter<SwarmService>(ObjectKinds.Service, service => service.StackName);
