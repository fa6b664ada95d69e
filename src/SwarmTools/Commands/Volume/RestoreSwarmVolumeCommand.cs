using System.IO;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Volumes;

namespace SwarmTools.Commands;

/// <summary>
/// Fills volumes of any node from archives that Backup-SwarmVolume wrote, or from other tar archives. The volume is as it was until all has come to its node and is known to be
/// right; then what is new takes the place of all that was there. An archive that would write anywhere else is refused.
/// </summary>
[Cmdlet(VerbsData.Restore, "SwarmVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByPath)]
[OutputType(typeof(SwarmVolumeBackup))]
public sealed class RestoreSwarmVolumeCommand : VolumeTransferCmdlet
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";

    /// <summary>The archives; wildcards are accepted. What the file beside one tells of it is checked.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The archives; no character is a wildcard. Files and what Backup-SwarmVolume returned can be piped in.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The volume to fill; it is made where there is none. The default is the one that was saved, on its node.</summary>
    [Parameter(Position = 1)]
    [ReferenceTo(typeof(SwarmVolume))]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 1)]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public SwarmReference[]? Name { get; set; }

    /// <summary>Keeps symbolic links that lead out of the volume, instead of refusing the archive. Nothing is written through them.</summary>
    [Parameter]
    public SwitchParameter AllowOutsideLink { get; set; }

    /// <summary>Fills a volume that services use, which loses its files under them.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachTarget(isLiteral ? LiteralPath : Path, path => ForEachTarget(PathResolver.Files(this, path, isLiteral), Restore));
    }

    private void Restore(FileInfo archive)
    {
        SwarmReference? name = Name?[0];
        name?.RequireUsable();
        SwarmVolumeBackup? known = BackupManifest.ReadBeside(archive.FullName);
        string volume = name?.Name ?? known?.VolumeName ?? throw new SwarmException(
            ErrorId.OptionInvalid, $"Nothing tells which volume '{archive.FullName}' is of: there is no file '{archive.Name}{BackupManifest.Suffix}' beside it. Name the volume with -Name.");
        LiveConnection manager = ManagerOf(name is null ? Live : LiveOf(name));
        string node = NamedNode.Length > 0 ? NamedNode : name is null ? known!.NodeName : "";
        VolumePlace place = PlaceOf(manager, volume, name?.Object as SwarmVolume, node);
        if (known is null)
        {
            WriteWarning($"Nothing tells whether '{archive.FullName}' is as it was written: there is no file '{archive.Name}{BackupManifest.Suffix}' beside it.");
        }

        if (ShouldProcess($"volume '{place.Name}' on the node '{place.Node.Name}' in {manager.SwarmName}", $"Replace all that is in it by what is in '{archive.FullName}'"))
        {
            using FileStream file = PathResolver.OpenRead(archive);
            WriteObject(SeeThrough(
                manager,
                $"Filling the volume '{place.Name}'",
                (opener, pause, options, emit, stop) => new VolumeRestorer(opener, pause, Time.SystemClock.Instance).RunAsync(place, file, known, options, emit, stop),
                options => options with { Force = Force, AllowsOutsideLinks = AllowOutsideLink }));
        }
    }
}
