using System;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace SwarmTools.Core.Tests.Volumes;

/// <summary>Archives of a volume.</summary>
internal static class TestArchive
{
    public static MemoryStream Of(TarEntryFormat format, bool isPacked, params (string Path, TarEntryType Type, string Content)[] entries)
    {
        MemoryStream archive = new();
        Stream target = isPacked ? new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true) : archive;
        using (TarWriter writer = new(target, format, leaveOpen: true))
        {
            writer.WriteEntry(Entry(format, TarEntryType.Directory, "./"));
            foreach ((string path, TarEntryType type, string content) in entries)
            {
                TarEntry entry = Entry(format, type, path);
                if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                {
                    entry.LinkName = content;
                }
                else if (content.Length > 0)
                {
                    entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
                }

                writer.WriteEntry(entry);
            }
        }

        if (isPacked)
        {
            target.Dispose();
        }

        return archive;
    }

    private static TarEntry Entry(TarEntryFormat format, TarEntryType type, string path) => format switch
    {
        TarEntryFormat.Gnu => new GnuTarEntry(type, path),
        TarEntryFormat.Pax => new PaxTarEntry(type, path),
        TarEntryFormat.Ustar => new UstarTarEntry(type, path),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
