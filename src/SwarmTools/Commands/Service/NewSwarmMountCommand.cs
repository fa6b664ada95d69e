using System.Management.Automation;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Makes a mount for New-SwarmService and Set-SwarmService. Nothing is asked of an engine.</summary>
[Cmdlet(VerbsCommon.New, "SwarmMount")]
[OutputType(typeof(SwarmMount))]
public sealed class NewSwarmMountCommand : SwarmCmdlet
{
    /// <summary>The path in the container.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "";

    /// <summary>The name of a volume, or the path on the node for bind mounts; nothing for tmpfs and for a volume of its own for each task.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>What is mounted. The default is Volume.</summary>
    [Parameter]
    [ValidateSet(
        nameof(SwarmMountType.Volume), nameof(SwarmMountType.Bind), nameof(SwarmMountType.Tmpfs), nameof(SwarmMountType.Npipe), nameof(SwarmMountType.Cluster))]
    [Word(typeof(SwarmMountType))]
    public SwarmMountType Type { get; set; } = SwarmMountType.Volume;

    /// <summary>Keeps the container from writing to it.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>How far the container's view may lag behind the node's.</summary>
    [Parameter]
    [ValidateSet("default", "consistent", "cached", "delegated")]
    public string? Consistency { get; set; }

    /// <summary>For bind mounts, how mounts below are passed on.</summary>
    [Parameter]
    [ValidateSet("private", "rprivate", "shared", "rshared", "slave", "rslave")]
    public string? BindPropagation { get; set; }

    /// <summary>For bind mounts, what becomes of the mounts below the source.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmBindRecursion.Enabled), nameof(SwarmBindRecursion.Disabled))]
    [Word(typeof(SwarmBindRecursion))]
    public SwarmBindRecursion? BindRecursion { get; set; }

    /// <summary>For volumes, the folder inside the volume. Needs API 1.45.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VolumeSubpath { get; set; }

    /// <summary>For volumes, leaves a new one empty instead of copying the image's files into it.</summary>
    [Parameter]
    public SwitchParameter VolumeNoCopy { get; set; }

    /// <summary>For volumes, the driver. The default is local.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VolumeDriver { get; set; }

    /// <summary>For volumes, options of the driver: a hashtable.</summary>
    [Parameter]
    [ValidateNotNull]
    public System.Collections.IDictionary? VolumeOption { get; set; }

    /// <summary>For volumes, labels of a new one: a hashtable.</summary>
    [Parameter]
    [ValidateNotNull]
    public System.Collections.IDictionary? VolumeLabel { get; set; }

    /// <summary>For tmpfs, the size, such as 64MB or '64m'. The default is no limit.</summary>
    [Parameter]
    [Size]
    public long? TmpfsSize { get; set; }

    /// <summary>For tmpfs, the file mode in octal digits. The default is 1777.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TmpfsMode { get; set; }

    /// <summary>For tmpfs, options of the file system, such as noexec or uid=1000. Needs API 1.46; no flag of docker does this for services.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? TmpfsOption { get; set; }

    private protected override void Process() => ForEachTarget([Target], _ => WriteObject(MountSyntax.Parse(new System.Collections.Specialized.OrderedDictionary
    {
        ["type"] = Type,
        ["source"] = Source,
        ["target"] = Target,
        ["readonly"] = Flag(ReadOnly),
        ["consistency"] = Consistency,
        ["bind-propagation"] = BindPropagation,
        ["bind-recursive"] = BindRecursion,
        ["volume-subpath"] = VolumeSubpath,
        ["volume-nocopy"] = Flag(VolumeNoCopy),
        ["volume-driver"] = VolumeDriver,
        ["volume-opt"] = VolumeOption,
        ["volume-label"] = VolumeLabel,
        ["tmpfs-size"] = TmpfsSize,
        ["tmpfs-mode"] = TmpfsMode,
        ["tmpfs-opt"] = TmpfsOption,
    })));

    private static object? Flag(SwitchParameter value) => value ? true : null;
}
