using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>The end of a tunnel in a task, as its shell is. It shares no code with the client: it reads the secret, and speaks as docs/decisions/0001 says.</summary>
internal sealed class FakeTaskEnd(FakeContainerStream stream, byte[] secret)
{
    private readonly string[] _keys = Encoding.ASCII.GetString(secret).Split('\n');
    private readonly List<byte> _came = [];

    /// <summary>Waits for the client and says that it is ready.</summary>
    public async Task GreetAsync()
    {
        while (!_came.Contains((byte)'\n'))
        {
            await TakeAsync();
        }

        _came.RemoveRange(0, _came.IndexOf((byte)'\n') + 1);
        Report("ready", []);
    }

    public void Write(byte[] bytes) => stream.ToClient.Writer.TryWrite(bytes);

    /// <summary>Says something of bytes that went before.</summary>
    public void Report(string text, byte[]? sealedBytes, string? key = null) =>
        Write(Encoding.ASCII.GetBytes(text.PadRight(447) + "\n" + Checksum(text, sealedBytes, key)));

    /// <summary>Reads so many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        while (_came.Count < count)
        {
            await TakeAsync();
        }

        byte[] taken = [.. _came.Take(count)];
        _came.RemoveRange(0, count);
        return taken;
    }

    public void End()
    {
        stream.ToClient.Writer.TryComplete();
        stream.ToTask.Writer.TryComplete();
    }

    public string Checksum(string text, byte[]? sealedBytes, string? key = null)
    {
        string inner = sealedBytes is null or [] ? "" : Sum([.. Encoding.ASCII.GetBytes(_keys[1]), .. sealedBytes]);
        return Sum(Encoding.ASCII.GetBytes((key ?? _keys[2]) + inner + text.PadRight(447)));
    }

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task TakeAsync() => _came.AddRange(await stream.ToTask.Reader.ReadAsync());
}
