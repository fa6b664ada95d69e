using System;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Networks;
using SwarmTools.Parameters;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Removes networks. One that services use is refused; one that ending tasks still hold is waited for.</summary>
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

    private protected override ObjectKind<SwarmNetwork> Kind => ObjectKinds.Network;

    private protected override void Process() => RemoveEach(Name, (network, live) =>
        Await(stop => new NetworkRemover(live.Engine, live.Engine, SystemClock.Instance).RemoveAsync(network, Timeout, stop)));
}
