using System.Text;

namespace SwarmTools.Compose;

/// <summary>Reads the bytes of a file as text: UTF-8, or UTF-16 where a byte order mark says so, as Windows PowerShell writes it.</summary>
internal static class ComposeEncoding
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <exception cref="DecoderFallbackException">It is neither.</exception>
    public static string TextOf(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => s_utf16.GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => s_utf16BigEndian.GetString(bytes, 2, bytes.Length - 2),
        _ => s_utf8.GetString(bytes),
    };

    /// <summary>What is said of a file that is neither.</summary>
    public static string Refusal(string path) => $"The file '{path}' is not UTF-8 text. Save it in that encoding (Set-Content -Encoding utf8).";
}
