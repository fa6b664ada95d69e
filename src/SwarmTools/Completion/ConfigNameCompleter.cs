using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of configs.</summary>
internal sealed class ConfigNameCompleter() : NameCompleter<SwarmConfig>(ObjectKinds.Config, About.Of);
