using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes configs that a service reads.</summary>
internal sealed class ConfigFileCompleter() : FileCompleter<SwarmConfig>(ObjectKinds.Config, About.Of);
