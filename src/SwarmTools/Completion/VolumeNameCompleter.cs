using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of volumes.</summary>
internal sealed class VolumeNameCompleter() : NameCompleter<SwarmVolume>(ObjectKinds.Volume, About.Of);
