using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Volumes;

namespace SwarmTools.Commands;

/// <summary>
/// Saves volumes of any node in files here, as archives that tar reads, through the swarm alone: a task on the node reads the volume, and a container on the manager that
/// the connection leads to hands on what it sends, sealed with a key of this one transfer. A transfer that breaks leaves no file.
/// </summary>
[Cmdlet(VerbsData.Backup, "SwarmVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmVolumeBackup))]
public sealed class BackupSwarmVolumeCommand : VolumeTransferCmdlet
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Names or volumes. Of a volume that is passed, the node is known.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmVolume))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The file to write: .tar.gz and .tgz are packed, .tar is not. Or a folder, in which the file is named VOLUME@NODE.tar.gz; what ends with / or \ is a folder, and is made. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Writes over files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        LiveConnection manager = ManagerOf(LiveOf(name));
        VolumePlace place = PlaceOf(manager, name.Name, name.Object as SwarmVolume, NamedNode);
        NewFile file = NewFile.At(PathResolver.NewPath(this, Path), $"{place.Name}@{place.Node.Name}.tar.gz");
        bool replaces = Force && !_written.Contains(file.FullName);
        BackupFile.IsPacked(file.FullName);
        file.RequireFree(replaces, "Use -Force to write over it; of several volumes each needs a file of its own, which it gets in a folder.");
        if (ShouldProcess($"volume '{place.Name}' on the node '{place.Node.Name}' in {manager.SwarmName}", $"Save in '{file.FullName}'"))
        {
            SwarmVolumeBackup backup = SeeThrough(
                manager,
                $"Saving the volume '{place.Name}'",
                (opener, pause, options, emit, stop) => new VolumeBackupWriter(opener, pause, Time.SystemClock.Instance).RunAsync(place, file.FullName, options, emit, stop),
                options => options with { Force = replaces });
            _written.Add(file.FullName);
            WriteObject(backup);
        }
    });
}
