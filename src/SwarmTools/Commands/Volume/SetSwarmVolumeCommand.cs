using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Volumes;

namespace SwarmTools.Commands;

/// <summary>Changes volumes of the cluster, which a CSI driver provides: engines can change nothing of a volume of a node. Nothing is sent where all is as asked already.</summary>
[Cmdlet(VerbsCommon.Set, "SwarmVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class SetSwarmVolumeCommand : GetObjectCommand<SwarmVolume>
{
    private readonly HashSet<(LiveConnection, string)> _done = [];

    /// <summary>Names or volumes; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmVolume))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Active lets tasks have it; Pause keeps it from new tasks; Drain takes it from those that have it too. Needs API 1.42.</summary>
    [Parameter(Mandatory = true)]
    [ValidateSet(nameof(SwarmNodeAvailability.Active), nameof(SwarmNodeAvailability.Pause), nameof(SwarmNodeAvailability.Drain))]
    [Word(typeof(SwarmNodeAvailability))]
    public SwarmNodeAvailability Availability { get; set; }

    private protected override ObjectKind<SwarmVolume> Kind => ObjectKinds.Volume;

    private protected override void Process() => ForEachTarget(Name, name => ForEachTarget(Find(name), volume =>
    {
        LiveConnection live = LiveOf(SwarmReference.To(volume));
        EngineApi.Require("-Availability", ClusterVolume.Since, live.Connection.ApiVersion);
        if (_done.Add((live, volume.Id)) && ShouldProcess($"volume '{volume.Name}' in {live.SwarmName}", $"Set availability to {Availability}"))
        {
            bool isChanged = Ask(live, (engine, stop) => new VolumeUpdater(engine).SetAvailabilityAsync(volume, Availability, stop));
            WriteVerbose($"{volume.Name}: {(isChanged ? "changed." : "all is as asked already; nothing was sent.")}");
        }
    }));
}
