using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace SwarmTools.Package;

/// <summary>Zip files that are the same, byte for byte, whenever they are made of the same content on the same system.</summary>
internal static class SameZip
{
    // Read by everybody, written by the owner: as unzip on Unix takes it.
    private const int Attributes = unchecked((int)0x81A40000);

    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="path">The file; one that is there is written over.</param>
    /// <param name="entries">What is in it, in order.</param>
    public static void Write(string path, SortedDictionary<string, byte[]> entries)
    {
        using FileStream file = new(path, FileMode.Create, FileAccess.Write);
        using ZipArchive zip = new(file, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries)
        {
            ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = s_time;
            entry.ExternalAttributes = Attributes;
            using Stream stream = entry.Open();
            stream.Write(content);
        }
    }
}
