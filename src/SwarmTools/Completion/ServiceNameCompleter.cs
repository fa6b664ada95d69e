using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of services.</summary>
internal sealed class ServiceNameCompleter() : NameCompleter<SwarmService>(ObjectKinds.Service, About.Of);
