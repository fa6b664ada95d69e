using System.Management.Automation;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Makes a published port for New-SwarmService and Set-SwarmService. Nothing is asked of an engine.</summary>
[Cmdlet(VerbsCommon.New, "SwarmPort")]
[OutputType(typeof(SwarmPort))]
public sealed class NewSwarmPortCommand : SwarmCmdlet
{
    /// <summary>The port inside the container, 1-65535.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateRange(1, 65535)]
    public int TargetPort { get; set; }

    /// <summary>The port on the nodes, 1-65535. Without it the engine chooses one.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, 65535)]
    public int? PublishedPort { get; set; }

    /// <summary>The transport protocol. The default is Tcp.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmPortProtocol.Tcp), nameof(SwarmPortProtocol.Udp), nameof(SwarmPortProtocol.Sctp))]
    [Word(typeof(SwarmPortProtocol))]
    public SwarmPortProtocol Protocol { get; set; } = SwarmPortProtocol.Tcp;

    /// <summary>Whether every node answers (Ingress) or only the one that runs the task (Host). The default is Ingress.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmPublishMode.Ingress), nameof(SwarmPublishMode.Host))]
    [Word(typeof(SwarmPublishMode))]
    public SwarmPublishMode PublishMode { get; set; } = SwarmPublishMode.Ingress;

    /// <summary>A name for it, which the engine keeps and does nothing with. No flag of docker does this.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override void Process() => WriteObject(new SwarmPort
    {
        TargetPort = TargetPort, PublishedPort = PublishedPort ?? 0, Protocol = Protocol, PublishMode = PublishMode, Name = Name ?? "",
    });
}
