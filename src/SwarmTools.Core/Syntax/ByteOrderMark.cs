using System;

namespace SwarmTools.Syntax;

/// <summary>The mark that Windows PowerShell begins UTF-8 files with, and that JSON must not have.</summary>
internal static class ByteOrderMark
{
    /// <summary>The content without the mark.</summary>
    public static byte[] Strip(byte[] content) => content is [0xEF, 0xBB, 0xBF, ..] ? content.AsSpan(3).ToArray() : content;
}
