using System;

namespace SwarmTools;

/// <summary>A backup of a volume: an archive that tar reads, and beside it a file of the same name and .json that tells what it is of.</summary>
public sealed class SwarmVolumeBackup
{
    /// <summary>The archive.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The volume that was saved; of a restore the one that was filled.</summary>
    public string VolumeName { get; internal init; } = "";

    /// <summary>The node that has it.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>The size of the archive, in bytes.</summary>
    public long Size { get; internal init; }

    /// <summary>How many bytes the files of the volume have.</summary>
    public long ContentSize { get; internal init; }

    /// <summary>How many files, folders and links the volume has.</summary>
    public long Entries { get; internal init; }

    /// <summary>The SHA-256 of the archive, in hexadecimal. Both ends of the transfer came to the same.</summary>
    public string Sha256 { get; internal init; } = "";

    /// <summary>Whether services used the volume meanwhile: what they wrote may be half in it.</summary>
    public bool WasInUse { get; internal init; }

    /// <summary>When the backup was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>How long the transfer took, with all before and after it.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The connection that it was made through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <summary>The labels of the volume, as far as they were known.</summary>
    internal System.Collections.Generic.IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <inheritdoc/>
    public override string ToString() => Path;
}
