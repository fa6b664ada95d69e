using System;

namespace SwarmTools.Engine;

/// <summary>Bytes that came and were not used yet.</summary>
internal sealed class ByteQueue
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;

    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_start + Length + bytes.Length > _buffer.Length)
        {
            byte[] target = Length + bytes.Length > _buffer.Length ? new byte[Math.Max(_buffer.Length * 2, Length + bytes.Length)] : _buffer;
            Buffer.BlockCopy(_buffer, _start, target, 0, Length);
            _buffer = target;
            _start = 0;
        }

        bytes.CopyTo(_buffer.AsSpan(_start + Length));
        Length += bytes.Length;
    }

    public ReadOnlySpan<byte> Peek(int length) => _buffer.AsSpan(_start, length);

    public void Remove(int length)
    {
        Length -= length;
        _start = Length == 0 ? 0 : _start + length;
    }
}
