using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace SwarmTools.Volumes;

/// <summary>The records of a pax header (POSIX.1-2001): <c>LENGTH KEY=VALUE\n</c>, the length in bytes. Pure.</summary>
internal static class PaxHeader
{
    /// <summary>An entry with what a header says of it.</summary>
    /// <exception cref="InvalidDataException">The records are none.</exception>
    public static ArchiveEntry Applied(string header, ArchiveEntry entry)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(header);
        int start = 0;
        while (start < bytes.Length)
        {
            int space = Array.IndexOf(bytes, (byte)' ', start);
            if (space < 0 || !int.TryParse(Encoding.UTF8.GetString(bytes, start, space - start), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= space - start + 1 || length > bytes.Length - start)
            {
                throw new InvalidDataException("A header of names is damaged.");
            }

            string[] record = Encoding.UTF8.GetString(bytes, space + 1, start + length - space - 2).Split(['='], 2);
            entry = Applied(record[0], record.Length == 2 ? record[1] : "", entry);
            start += length;
        }

        return entry;
    }

    private static ArchiveEntry Applied(string key, string value, ArchiveEntry entry) => key switch
    {
        "path" => entry with { Path = value },
        "linkpath" => entry with { Link = value },
        "size" => entry with
        {
            Size = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : throw new InvalidDataException("A header has a number that is none."),
        },
        _ => entry,
    };
}
