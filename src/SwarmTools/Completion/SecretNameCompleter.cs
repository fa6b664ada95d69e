using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of secrets.</summary>
internal sealed class SecretNameCompleter() : NameCompleter<SwarmSecret>(ObjectKinds.Secret, About.Of);
