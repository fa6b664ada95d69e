using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of networks.</summary>
internal sealed class NetworkNameCompleter() : NameCompleter<SwarmNetwork>(ObjectKinds.Network, About.Of);
