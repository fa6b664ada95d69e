using System;

namespace SwarmTools.Tunnels;

/// <summary>Bytes as programs such as sha256sum write them.</summary>
internal static class Hexadecimal
{
    public static string Of(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
}
