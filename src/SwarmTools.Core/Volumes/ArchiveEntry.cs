namespace SwarmTools.Volumes;

/// <summary>An entry of an archive, as its header has it.</summary>
/// <param name="Path">The name.</param>
/// <param name="Type">The type, a character of the format: 0 file, 1 link, 2 symbolic link, 3 and 4 devices, 5 folder, 6 pipe.</param>
/// <param name="Link">What a link leads to.</param>
/// <param name="Size">How many bytes follow.</param>
internal sealed record ArchiveEntry(string Path, char Type, string Link, long Size);
