namespace SwarmTools.Volumes;

/// <summary>What an archive holds.</summary>
/// <param name="Entries">How many entries, without the volume itself.</param>
/// <param name="Bytes">How many bytes their files have.</param>
/// <param name="HasRoot">Whether the volume itself is among them, with its owner and mode.</param>
/// <param name="OutsideLink">A symbolic link that leads out of the volume; empty for none.</param>
internal sealed record ArchiveSummary(long Entries, long Bytes, bool HasRoot, string OutsideLink);
