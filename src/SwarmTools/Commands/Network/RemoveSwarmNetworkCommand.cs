using System;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Networks;
using SwarmTools.Parameters;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Removes networks. One that services use is refused; one that ending tasks still hold is waited for. A wildcard does not mean the ingress network.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmNetwork", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmNetworkCommand : RemoveObjectCommand<SwarmNetwork>
{
    /// <summary>Names, ids or networks; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNetwork))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>How long to wait at most for ending tasks to leave. The default is 30 seconds; 0 does not wait.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = NetworkRemover.DefaultTimeout;

    /// <summary>Removes the ingress network without asking once more.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsMeant(SwarmNetwork item, SwarmReference reference) => !(item.Ingress && reference.IsWildcard);

    private protected override bool MayGo(SwarmNetwork item) => !item.Ingress || Force || ShouldContinue(
        "All published ports are reached through it; without it services that publish ports in mode ingress do not start.",
        $"Remove the ingress network '{item.Name}'?");

    private protected override ObjectKind<SwarmNetwork> Kind => ObjectKinds.Network;

    private protected override void Process() => RemoveEach(Name, (network, live) =>
        Await(stop => new NetworkRemover(live.Engine, live.Engine, SystemClock.Instance).RemoveAsync(network, Timeout, stop)));
}
