using System.Globalization;

namespace SwarmTools;

/// <summary>A published port of a service or task.</summary>
public sealed class SwarmPort
{
    /// <summary>The port inside the container, 1-65535.</summary>
    public int TargetPort { get; internal init; }

    /// <summary>The port on the nodes; 0 lets the engine choose one.</summary>
    public int PublishedPort { get; internal init; }

    /// <summary>The transport protocol.</summary>
    public SwarmPortProtocol Protocol { get; internal init; }

    /// <summary>Whether every node answers (ingress) or only the node that runs the task (host).</summary>
    public SwarmPublishMode PublishMode { get; internal init; }

    /// <summary>A name for it, which the engine keeps and does nothing with; empty for none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The port in the form of <c>docker service create --publish</c>: <c>8080:80/tcp</c>.</summary>
    public override string ToString()
    {
        string target = TargetPort.ToString(CultureInfo.InvariantCulture);
        string published = PublishedPort == 0 ? "" : PublishedPort.ToString(CultureInfo.InvariantCulture) + ":";
#pragma warning disable CA1308 // Docker writes protocols in lower case.
        return published + target + "/" + Protocol.ToString().ToLowerInvariant();
#pragma warning restore CA1308
    }
}
