using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Removes volumes of the node that the connection leads to, with their data. One that a container has is refused.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmVolumeCommand : RemoveObjectCommand<SwarmVolume>
{
    /// <summary>Names or volumes; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmVolume))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override ObjectKind<SwarmVolume> Kind => ObjectKinds.Volume;

    // A volume that was read of another node has a namesake here, or none; neither is the one that is meant.
    private protected override bool IsMeant(SwarmVolume item, SwarmReference reference) => reference.Object is not SwarmVolume { NodeName.Length: > 0 } given || given.NodeName == item.NodeName
        ? true
        : throw new SwarmException(ErrorId.VolumeNotFound, $"The volume '{given.Name}' is on the node '{given.NodeName}', and the connection leads to '{item.NodeName}'. Connect to that node, and name the connection with -Connection.");

    private protected override void Process() => RemoveEach(Name, (volume, live) =>
    {
        // Another manager would have another volume of that name.
        LiveConnection one = LiveOfOne(live.Connection);
        Await(stop => one.Engine.RemoveVolumeAsync(volume.Name, stop));
    });
}
