using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of nodes.</summary>
internal sealed class NodeNameCompleter() : NameCompleter<SwarmNode>(ObjectKinds.Node, About.Of);
