using System.Collections.Generic;

namespace SwarmTools;

/// <summary>What a task mounts into its container.</summary>
public sealed class SwarmMount
{
    /// <summary>What is mounted.</summary>
    public SwarmMountType Type { get; internal init; }

    /// <summary>The path on the node or the name of the volume; empty for tmpfs and for a new anonymous volume.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>The path in the container.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Whether the container may only read it.</summary>
    public bool ReadOnly { get; internal init; }

    /// <summary>How far the container's view may lag behind the node's: consistent, cached or delegated; empty for the engine's default.</summary>
    public string Consistency { get; internal init; } = "";

    /// <summary>For bind mounts, how mounts below are passed on, such as rprivate; empty for the engine's default.</summary>
    public string BindPropagation { get; internal init; } = "";

    /// <summary>For bind mounts, what becomes of the mounts below the source.</summary>
    public SwarmBindRecursion BindRecursion { get; internal init; }

    /// <summary>For volumes, the folder inside the volume; empty for all of it. Needs API 1.45.</summary>
    public string VolumeSubpath { get; internal init; } = "";

    /// <summary>For volumes, whether a new volume stays empty instead of taking the image's files.</summary>
    public bool VolumeNoCopy { get; internal init; }

    /// <summary>For volumes, the driver; empty for local.</summary>
    public string VolumeDriver { get; internal init; } = "";

    /// <summary>For volumes, the options of the driver.</summary>
    public IReadOnlyDictionary<string, string> VolumeOptions { get; internal init; } = Empty.Labels;

    /// <summary>For volumes, the labels of a new one.</summary>
    public IReadOnlyDictionary<string, string> VolumeLabels { get; internal init; } = Empty.Labels;

    /// <summary>For tmpfs, the size in bytes; null for no limit.</summary>
    public long? TmpfsSize { get; internal init; }

    /// <summary>For tmpfs, the file mode; null for 1777.</summary>
    public int? TmpfsMode { get; internal init; }

    /// <summary>For tmpfs, options of the file system, such as noexec or uid=1000. Needs API 1.46.</summary>
    public IReadOnlyList<string> TmpfsOptions { get; internal init => field = Items.Numbered(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Source.Length == 0 ? Target : $"{Source}:{Target}";
}
