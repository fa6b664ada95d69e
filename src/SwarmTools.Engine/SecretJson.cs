using System;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwarmTools.Engine;

/// <summary>A request that holds a secret word beside other fields; wiped when disposed.</summary>
internal sealed class SecretJson : IDisposable
{
    private SecretJson(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    /// <summary>Puts a request together by hand, in a buffer of known size, so that no copy of the word stays behind in memory.</summary>
    /// <param name="fields">The other fields.</param>
    /// <param name="name">The name of the secret field.</param>
    /// <param name="word">Its value: a join token or an unlock key, which have letters, digits and marks that JSON takes as they are.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for what no token and no key has in it.</exception>
    public static SecretJson With(JsonObject fields, string name, SecureString word)
    {
        using SecretPayload value = SecretPayload.From(word);
        if (value.Bytes.Length == 0 || Array.Exists(value.Bytes, c => c is <= (byte)' ' or >= 0x7F or (byte)'"' or (byte)'\\'))
        {
            throw new SwarmException(ErrorId.OptionInvalid, "That is no token and no key of a swarm: these are one word of letters, digits and a few marks, and begin with SWMTKN- or SWMKEY-.");
        }

        byte[] head = JsonSerializer.SerializeToUtf8Bytes((JsonNode)fields);
        byte[] field = Encoding.UTF8.GetBytes($"{(fields.Count > 0 ? "," : "")}\"{name}\":\"");
        ReadOnlySpan<byte> tail = "\"}"u8;
        // Before the closing brace.
        int start = head.Length - 1;
        byte[] bytes = new byte[start + field.Length + value.Bytes.Length + tail.Length];
        head.AsSpan(0, start).CopyTo(bytes);
        field.CopyTo(bytes.AsSpan(start));
        value.Bytes.CopyTo(bytes.AsSpan(start + field.Length));
        tail.CopyTo(bytes.AsSpan(bytes.Length - tail.Length));
        return new(bytes);
    }

    public void Dispose() => Array.Clear(Bytes, 0, Bytes.Length);
}
