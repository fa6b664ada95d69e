using System.Collections.Generic;
using System.Security;

namespace SwarmTools;

/// <summary>What an engine needs to join a swarm. The token is a secret and is not shown.</summary>
public sealed class SwarmJoinToken
{
    /// <summary>The part that an engine joining with it will play.</summary>
    public SwarmNodeRole Role { get; internal init; }

    /// <summary>The token.</summary>
    public SecureString Token { get; internal init; } = new();

    /// <summary>The addresses of the managers, with port.</summary>
    public IReadOnlyList<string> ManagerAddresses { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The connection that it was read through.</summary>
    public SwarmConnection? Connection { get; internal init; }

    /// <summary>The role; never the token.</summary>
    public override string ToString() => Role + " join token";
}
