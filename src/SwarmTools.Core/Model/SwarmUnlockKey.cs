using System.Security;

namespace SwarmTools;

/// <summary>The key that a manager asks for after its restart. It is a secret and is not shown.</summary>
public sealed class SwarmUnlockKey
{
    /// <summary>The key.</summary>
    public SecureString Key { get; internal init; } = new();

    /// <summary>The connection that it was read through.</summary>
    public SwarmConnection? Connection { get; internal init; }

    /// <summary>What it is; never the key.</summary>
    public override string ToString() => "Unlock key";
}
