namespace SwarmTools;

/// <summary>A docker context: a named address of an engine, kept in the docker configuration.</summary>
public sealed class SwarmContext
{
    /// <summary>The name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What it is for, in its maker's words.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The address of the engine.</summary>
    public string HostUri { get; internal init; } = "";

    /// <summary>Whether cmdlets use it when nothing else is named.</summary>
    public bool IsCurrent { get; internal init; }

    /// <summary>Whether it brings certificates.</summary>
    public bool HasCertificates { get; internal init; }

    /// <summary>Whether it accepts any server certificate.</summary>
    public bool SkipTlsVerify { get; internal init; }

    /// <summary>Why it cannot be used; empty when it can.</summary>
    public string Error { get; internal init; } = "";

    /// <summary>The folder of the docker configuration that it was read from.</summary>
    internal string Folder { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
