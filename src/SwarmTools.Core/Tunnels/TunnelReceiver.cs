using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Tunnels;

/// <summary>Opens what a task sends, and holds back what may be its report: nobody knows before the end where that begins.</summary>
internal sealed class TunnelReceiver(TunnelKey key, bool isSealed, Stream output) : IDisposable
{
    /// <summary>What openssl begins a stream with whose key is made of a salt.</summary>
    public static readonly byte[] Mark = Encoding.ASCII.GetBytes("Salted__");

    private readonly IncrementalHash _sealedHash = key.BeginChecksum();
    private readonly IncrementalHash _plain = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _header = new byte[TunnelCipher.HeaderSize];
    private byte[] _held = new byte[TunnelReport.Size];
    private int _heldCount;
    private int _headerCount;
    private TunnelCipher? _cipher;

    /// <summary>How many bytes have been handed on.</summary>
    public long Size { get; private set; }

    public async Task TakeAsync(byte[] bytes, int count, CancellationToken stop)
    {
        byte[] all = new byte[_heldCount + count];
        Buffer.BlockCopy(_held, 0, all, 0, _heldCount);
        Buffer.BlockCopy(bytes, 0, all, _heldCount, count);
        int free = Math.Max(0, all.Length - TunnelReport.Size);
        _heldCount = all.Length - free;
        _held = all.AsSpan(free).ToArray();
        _sealedHash.AppendData(all, 0, free);
        int begin = isSealed ? TakeHeader(all, free) : 0;
        _cipher?.Apply(all, begin, free - begin);
        _plain.AppendData(all, begin, free - begin);
        Size += free - begin;
        await output.WriteAsync(all, begin, free - begin, stop).ConfigureAwait(false);
    }

    /// <summary>The report at the end, null where there is none that the task made, and the SHA-256 of what came before.</summary>
    public (TunnelReport? Report, string Sha256) Finish()
    {
        string inner = Hexadecimal.Of(_sealedHash.GetHashAndReset());
        // A task that failed before it sent anything had no bytes to make a checksum of.
        TunnelReport? report = _heldCount < TunnelReport.Size ? null : TunnelReport.Read(_held, key, inner) ?? (Size + _headerCount == 0 ? TunnelReport.Read(_held, key, "") : null);
        return (report, Hexadecimal.Of(_plain.GetHashAndReset()));
    }

    public void Dispose()
    {
        _sealedHash.Dispose();
        _plain.Dispose();
        _cipher?.Dispose();
    }

    // How many bytes of these belong to the header.
    private int TakeHeader(byte[] bytes, int count)
    {
        int taken = Math.Min(_header.Length - _headerCount, count);
        Buffer.BlockCopy(bytes, 0, _header, _headerCount, taken);
        _headerCount += taken;
        if (taken > 0 && _headerCount == _header.Length)
        {
            _cipher = key.CipherOf(_header.AsSpan(Mark.Length).ToArray());
        }

        return taken;
    }
}
