using System;
using System.Security.Cryptography;
using System.Text;
using SwarmTools.Engine;

namespace SwarmTools.Tunnels;

/// <summary>What both ends of a tunnel know and nobody else: made here, brought to the task as a secret of the swarm, and used once.</summary>
/// <remarks>
/// A secret of three lines: what openssl makes the key of the cipher of, and the two keys of the checksums. A checksum is SHA-256 of the outer key, the SHA-256
/// of the inner key and the bytes in hexadecimal, and a text: HMAC's construction (RFC 2104) with keys of their own, which a shell can make with sha256sum alone.
/// </remarks>
internal sealed class TunnelKey : IDisposable
{
    /// <summary>The name of the secret's file in the task.</summary>
    public const string FileName = "swarmtools-tunnel";

    private const int KeyBytes = 32;

    // Two blocks of SHA-256 as text, so that what is hashed afterwards begins at a block.
    private const int ChecksumKeyBytes = 64;

    private readonly byte[] _passphrase;
    private readonly byte[] _inner;
    private readonly byte[] _outer;

    public TunnelKey(RandomNumberGenerator random)
    {
        _passphrase = Draw(random, KeyBytes);
        _inner = Draw(random, ChecksumKeyBytes);
        _outer = Draw(random, ChecksumKeyBytes);
    }

    /// <summary>The lines that the task reads.</summary>
    public SecretPayload ToPayload()
    {
        byte[] lines = new byte[_passphrase.Length + _inner.Length + _outer.Length + 3];
        int end = 0;
        foreach (byte[] line in new[] { _passphrase, _inner, _outer })
        {
            line.CopyTo(lines, end);
            end += line.Length;
            lines[end++] = (byte)'\n';
        }

        return new(lines);
    }

    /// <summary>What a checksum of bytes begins with.</summary>
    public IncrementalHash BeginChecksum()
    {
        IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_inner);
        return hash;
    }

    /// <summary>The checksum of bytes and of what is said of them.</summary>
    /// <param name="inner">The hash of the bytes, begun by <see cref="BeginChecksum"/>, in hexadecimal; empty where there are none.</param>
    /// <param name="text">What is said.</param>
    public string Checksum(string inner, byte[] text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_outer);
        hash.AppendData(Encoding.ASCII.GetBytes(inner));
        hash.AppendData(text);
        return Hexadecimal.Of(hash.GetHashAndReset());
    }

    /// <summary>The cipher of a stream that begins with a salt.</summary>
    public TunnelCipher CipherOf(byte[] salt) => TunnelCipher.Derive(_passphrase, salt);

    public void Dispose()
    {
        Array.Clear(_passphrase, 0, _passphrase.Length);
        Array.Clear(_inner, 0, _inner.Length);
        Array.Clear(_outer, 0, _outer.Length);
    }

    private static byte[] Draw(RandomNumberGenerator random, int count)
    {
        byte[] drawn = new byte[count];
        random.GetBytes(drawn);
        byte[] text = Encoding.ASCII.GetBytes(Hexadecimal.Of(drawn));
        Array.Clear(drawn, 0, drawn.Length);
        return text;
    }
}
