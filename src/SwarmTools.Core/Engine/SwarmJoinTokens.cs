using System.Security;

namespace SwarmTools.Engine;

/// <summary>The join tokens of a swarm, sealed as soon as they were read.</summary>
internal sealed class SwarmJoinTokens
{
    public SecureString Worker { get; init; } = new();

    public SecureString Manager { get; init; } = new();
}
