using System;
using System.Security.Cryptography;
using SwarmTools.Engine;

namespace SwarmTools.Secrets;

/// <summary>Makes random values of letters and digits, each equally likely.</summary>
internal static class SecretGenerator
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // The largest multiple of the number of characters that a byte holds; bytes from there on would favour the first ones.
    private const int Fair = 256 / 62 * 62;

    public static SecretPayload Make(int length, RandomNumberGenerator random)
    {
        byte[] value = new byte[length];
        byte[] drawn = new byte[64];
        int filled = 0;
        while (filled < length)
        {
            random.GetBytes(drawn);
            for (int i = 0; i < drawn.Length && filled < length; i++)
            {
                if (drawn[i] < Fair)
                {
                    value[filled++] = (byte)Characters[drawn[i] % Characters.Length];
                }
            }
        }

        Array.Clear(drawn, 0, drawn.Length);
        return new(value);
    }
}
