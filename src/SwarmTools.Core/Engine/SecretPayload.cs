using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace SwarmTools.Engine;

/// <summary>The bytes of a secret while they are on their way; wiped when disposed, never shown.</summary>
internal sealed class SecretPayload(byte[] bytes) : IDisposable
{
    /// <summary>The first size that is refused: swarmkit takes less than 500 KB (api/validation/secrets.go).</summary>
    public const int SizeLimit = 500 * 1024;

    public byte[] Bytes { get; } = bytes;

    /// <summary>Text that is no secret by itself, such as a user name.</summary>
    public static SecretPayload From(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a SecureString as UTF-8, leaving no text behind.</summary>
    public static SecretPayload From(SecureString value)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(value);
        char[] characters = new char[value.Length];
        try
        {
            Marshal.Copy(pointer, characters, 0, characters.Length);
            return new(Encoding.UTF8.GetBytes(characters));
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    public void Dispose() => Array.Clear(Bytes, 0, Bytes.Length);

    public override string ToString() => "(secret)";
}
