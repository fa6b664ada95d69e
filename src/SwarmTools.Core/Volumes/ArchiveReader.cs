using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Volumes;

/// <summary>Reads the entries of a tar archive, also one that gzip packed: ustar, GNU and pax headers.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private const int BlockSize = 512;

    // A name is a few hundred bytes; who claims more wants memory.
    private const int LongestHeader = 1024 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _block = new byte[BlockSize];
    private readonly byte[] _skipped = new byte[64 * 1024];

    public ArchiveReader(Stream stream, bool isPacked) => _stream = isPacked ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;

    /// <summary>Whether a file begins as gzip's do.</summary>
    public static bool IsPacked(Stream file)
    {
        bool isPacked = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isPacked;
    }

    /// <summary>Reads all of an archive, refusing what a volume must not get.</summary>
    /// <exception cref="SwarmException"><c>ArchiveInvalid</c>.</exception>
    public static async Task<ArchiveSummary> CheckAsync(Stream file, bool allowsOutsideLinks, CancellationToken stop)
    {
        using ArchiveReader reader = new(file, IsPacked(file));
        ArchiveGuard guard = new(allowsOutsideLinks);
        try
        {
            while (await reader.NextAsync(guard, stop).ConfigureAwait(false))
            {
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw new SwarmException(ErrorId.ArchiveInvalid, $"The archive is damaged, or none: {failure.Message} Nothing was changed.", failure);
        }

        return guard.Summary;
    }

    public void Dispose()
    {
        if (_stream is GZipStream)
        {
            _stream.Dispose();
        }
    }

    // Takes the next entry with its bytes; false at the end. Not all that unpack archives read names of pax, so what stands in the header itself is checked as well.
    private async Task<bool> NextAsync(ArchiveGuard guard, CancellationToken stop)
    {
        (string longName, string longLink, string pax) = ("", "", "");
        while (true)
        {
            await ReadAsync(_block, BlockSize, stop).ConfigureAwait(false);
            if (_block.All(one => one == 0))
            {
                await RequireEndAsync(stop).ConfigureAwait(false);
                return false;
            }

            RequireHeader();
            ArchiveEntry entry = new(Name(), _block[156] is 0 or (byte)'7' ? '0' : (char)_block[156], Text(157, 100), Number(124, 12));
            if (entry.Type is not ('L' or 'K' or 'x' or 'g'))
            {
                entry = entry with { Path = longName.Length > 0 ? longName : entry.Path, Link = longLink.Length > 0 ? longLink : entry.Link };
                ArchiveEntry full = PaxHeader.Applied(pax, entry);
                guard.Check(entry);
                guard.Take(full);
                RequireSize(entry, full);
                await SkipAsync(Padded(entry.Size), stop).ConfigureAwait(false);
                return true;
            }

            string text = await TextAsync(entry.Size, stop).ConfigureAwait(false);
            longName = entry.Type == 'L' ? text.TrimEnd('\0') : longName;
            longLink = entry.Type == 'K' ? text.TrimEnd('\0') : longLink;
            pax = entry.Type == 'x' ? text : pax;
        }
    }

    // Where the next entry begins must not depend on who reads.
    private static void RequireSize(ArchiveEntry entry, ArchiveEntry full)
    {
        if (full.Size != entry.Size || (entry.Type != '0' && entry.Size != 0))
        {
            throw new InvalidDataException("An entry has two sizes, or one that is no file has bytes.");
        }
    }

    private static long Padded(long size) => (size + BlockSize - 1) / BlockSize * BlockSize;

    private void RequireHeader()
    {
        long sum = 0;
        for (int i = 0; i < BlockSize; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : _block[i];
        }

        if (sum != Number(148, 8))
        {
            throw new InvalidDataException("A header has a wrong checksum.");
        }
    }

    // POSIX keeps the beginning of a long name apart; GNU has other things in that place.
    private string Name()
    {
        string name = Text(0, 100);
        string prefix = _block[262] == 0 && Text(257, 5) == "ustar" ? Text(345, 155) : "";
        return prefix.Length > 0 ? prefix + "/" + name : name;
    }

    private string Text(int start, int length)
    {
        int end = Array.IndexOf(_block, (byte)0, start, length);
        return Encoding.UTF8.GetString(_block, start, (end < 0 ? start + length : end) - start);
    }

    // Octal digits, or where those do not reach, the bytes of the number itself (GNU).
    private long Number(int start, int length)
    {
        long number = 0;
        if ((_block[start] & 0x80) != 0)
        {
            for (int i = start + 1; i < start + length; i++)
            {
                number = unchecked((number << 8) | _block[i]);
            }
        }
        else
        {
            foreach (char digit in Text(start, length).Trim())
            {
                number = digit is >= '0' and <= '7' ? unchecked((number << 3) | (uint)(digit - '0')) : throw new InvalidDataException("A header has a number that is none.");
            }
        }

        return number >= 0 ? number : throw new InvalidDataException("A header has a number that is too large.");
    }

    private async Task<string> TextAsync(long size, CancellationToken stop)
    {
        if (size > LongestHeader)
        {
            throw new InvalidDataException("A name is longer than any file may have.");
        }

        byte[] bytes = new byte[Padded(size)];
        await ReadAsync(bytes, bytes.Length, stop).ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes, 0, (int)size);
    }

    private async Task ReadAsync(byte[] buffer, int count, CancellationToken stop)
    {
        int filled = 0;
        while (filled < count)
        {
            int read = await _stream.ReadAsync(buffer, filled, count - filled, stop).ConfigureAwait(false);
            filled += read > 0 ? read : throw new EndOfStreamException("It ends too soon.");
        }
    }

    private async Task SkipAsync(long count, CancellationToken stop)
    {
        while (count > 0)
        {
            int part = (int)Math.Min(count, _skipped.Length);
            await ReadAsync(_skipped, part, stop).ConfigureAwait(false);
            count -= part;
        }
    }

    // Nothing may stand behind the end, where others might go on reading. gzip has its checksum there, which is checked so.
    private async Task RequireEndAsync(CancellationToken stop)
    {
        int read;
        while ((read = await _stream.ReadAsync(_skipped, 0, _skipped.Length, stop).ConfigureAwait(false)) > 0)
        {
            if (Array.FindIndex(_skipped, 0, read, one => one != 0) >= 0)
            {
                throw new InvalidDataException("Something stands behind its end.");
            }
        }
    }
}
