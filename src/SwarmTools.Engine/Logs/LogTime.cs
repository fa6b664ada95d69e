using System;
using System.Buffers.Text;
using System.Globalization;

namespace SwarmTools.Engine.Logs;

/// <summary>Reads the moment before a line, such as 2026-01-02T03:04:05.123456789Z.</summary>
internal static class LogTime
{
    // With hundreds of nanoseconds, which is all that there is room for.
    private const int ExactLength = 27;
    private const int UsualLength = ExactLength + 3;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out DateTimeOffset time)
    {
        // A text for each line would cost more than all else of it.
        if (bytes.Length == UsualLength && bytes[^1] == 'Z' && Utf8Parser.TryParse(bytes[..ExactLength], out DateTime exact, out int used, 'O') && used == ExactLength)
        {
            time = new DateTimeOffset(DateTime.SpecifyKind(exact, DateTimeKind.Utc)).AddTicks(bytes[ExactLength] >= '5' ? 1 : 0);
            return true;
        }

        bool isTime = DateTimeOffset.TryParse(LogLineParser.Text(bytes), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        time = time.ToUniversalTime();
        return isTime;
    }
}
