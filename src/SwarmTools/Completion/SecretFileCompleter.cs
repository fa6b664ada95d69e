using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes secrets that a service reads.</summary>
internal sealed class SecretFileCompleter() : FileCompleter<SwarmSecret>(ObjectKinds.Secret, About.Of);
