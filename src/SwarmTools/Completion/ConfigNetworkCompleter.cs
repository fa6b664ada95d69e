using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of networks that hold only a configuration for others.</summary>
internal sealed class ConfigNetworkCompleter() : NameCompleter<SwarmNetwork>(ObjectKinds.Network, About.Of)
{
    private protected override bool IsWanted(SwarmNetwork item) => item.ConfigOnly;
}
