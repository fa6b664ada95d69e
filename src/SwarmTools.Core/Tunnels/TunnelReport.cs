using System;
using System.Text;
using SwarmTools.Text;

namespace SwarmTools.Tunnels;

/// <summary>What one end of a tunnel says to the other: a line of a fixed length with its checksum, so that nobody between them can make one up.</summary>
/// <param name="Word">What became of it: ready, done, failed.</param>
/// <param name="Detail">More of it.</param>
internal sealed record TunnelReport(string Word, string Detail)
{
    /// <summary>All of a report: the text, a line feed, the checksum.</summary>
    public const int Size = 512;

    public const string Ready = "ready";
    public const string Done = "done";
    public const string Failed = "failed";

    private const int ChecksumSize = 64;
    private const int TextSize = Size - ChecksumSize - 1;

    /// <summary>Reads a report; null for bytes that are none, or not of the other end.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="key">The key of the tunnel.</param>
    /// <param name="inner">The hash of the bytes before it.</param>
    public static TunnelReport? Read(byte[] bytes, TunnelKey key, string inner)
    {
        byte[] text = bytes.AsSpan(0, TextSize).ToArray();
        string given = Encoding.ASCII.GetString(bytes, TextSize + 1, ChecksumSize);
        if (!AreEqual(given, key.Checksum(inner, text)))
        {
            return null;
        }

        string[] words = Encoding.UTF8.GetString(text).TrimEnd().Split([' '], 2);
        return new(words[0], words.Length == 1 ? "" : ConsoleText.Neutralise(words[1].Trim()));
    }

    /// <summary>Writes a report.</summary>
    /// <param name="key">The key of the tunnel.</param>
    /// <param name="inner">The hash of the bytes before it.</param>
    public byte[] Write(TunnelKey key, string inner)
    {
        byte[] report = Encoding.ASCII.GetBytes($"{Word} {Detail}".PadRight(TextSize) + "\n" + new string('0', ChecksumSize));
        Encoding.ASCII.GetBytes(key.Checksum(inner, report.AsSpan(0, TextSize).ToArray())).CopyTo(report, TextSize + 1);
        return report;
    }

    // In a time that does not tell how much of it was right.
    private static bool AreEqual(string one, string other)
    {
        int difference = one.Length ^ other.Length;
        for (int i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }
}
