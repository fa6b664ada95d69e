using System;
using System.Security.Cryptography;

namespace SwarmTools.Tunnels;

/// <summary>AES-256 in counter mode, as <c>openssl enc -aes-256-ctr -pbkdf2</c> does it: the same call seals and opens.</summary>
internal sealed class TunnelCipher : IDisposable
{
    /// <summary>How often the key is stretched. It is random, so that no number of rounds makes it better: as many as keep openssl from warning.</summary>
    public const int Rounds = 1000;

    /// <summary>What a sealed stream begins with: a mark, and a salt.</summary>
    public const int HeaderSize = 16;

    public const int SaltSize = 8;

    private const int BlockSize = 16;
    private const int KeySize = 32;

    private readonly Aes _aes;
    private readonly ICryptoTransform _blocks;
    private readonly byte[] _counter;
    private readonly byte[] _counters = new byte[4096 * BlockSize];
    private readonly byte[] _pad = new byte[4096 * BlockSize];
    private int _used = int.MaxValue;

    private TunnelCipher(byte[] key, byte[] counter)
    {
        _counter = counter;
        _aes = Aes.Create();
        // Counter mode is made of single blocks, and .NET has no other way to them.
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _aes.Key = key;
        _blocks = _aes.CreateEncryptor();
    }

    /// <summary>PBKDF2 (RFC 8018) with HMAC-SHA256, which .NET Framework's own class lacks: a key, and where the counter begins.</summary>
    public static TunnelCipher Derive(byte[] passphrase, byte[] salt)
    {
        using HMACSHA256 hmac = new(passphrase);
        byte[] derived = [.. Block(hmac, salt, 1), .. Block(hmac, salt, 2)];
        return new(derived.AsSpan(0, KeySize).ToArray(), derived.AsSpan(KeySize, BlockSize).ToArray());
    }

    /// <summary>Seals or opens bytes where they are.</summary>
    public void Apply(byte[] bytes, int offset, int count)
    {
        int end = offset + count;
        while (offset < end)
        {
            if (_used >= _pad.Length)
            {
                Refill();
            }

            int last = Math.Min(end, offset + _pad.Length - _used);
            while (offset < last)
            {
                bytes[offset++] ^= _pad[_used++];
            }
        }
    }

    public void Dispose()
    {
        _blocks.Dispose();
        _aes.Dispose();
        Array.Clear(_pad, 0, _pad.Length);
    }

    private static byte[] Block(HMACSHA256 hmac, byte[] salt, byte number)
    {
        byte[] last = hmac.ComputeHash([.. salt, 0, 0, 0, number]);
        byte[] block = (byte[])last.Clone();
        for (int round = 1; round < Rounds; round++)
        {
            last = hmac.ComputeHash(last);
            for (int i = 0; i < block.Length; i++)
            {
                block[i] ^= last[i];
            }
        }

        return block;
    }

    private void Refill()
    {
        for (int start = 0; start < _counters.Length; start += BlockSize)
        {
            _counter.CopyTo(_counters, start);
            for (int digit = BlockSize - 1; digit >= 0 && ++_counter[digit] == 0; digit--)
            {
            }
        }

        _blocks.TransformBlock(_counters, 0, _counters.Length, _pad, 0);
        _used = 0;
    }
}
