using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SwarmTools.Syntax;

/// <summary>Reads files of environment variables as docker does (docker/cli pkg/kvfile): <c>KEY=VALUE</c> in each line, <c>#</c> for comments, no quotes.</summary>
internal static class VariableFile
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>Whether a value is in quotes, which docker compose and shells take away.</summary>
    public static bool IsQuoted(string value) => value.Trim() is ['"', .., '"'] or ['\'', .., '\''];

    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="own">The value of a variable of this process, for a name that stands alone; null leaves the variable out.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Parse(byte[] content, string name, Func<string, string?> own)
    {
        List<KeyValuePair<string, string>> all = [];
        List<string> wrong = [];
        string[] lines = TextOf(content, name).Split('\n');
        for (int number = 1; number <= lines.Length; number++)
        {
            string line = lines[number - 1];
            string text = (line.EndsWith("\r", StringComparison.Ordinal) ? line[..^1] : line).TrimStart();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            int equals = text.IndexOf('=');
            string key = equals < 0 ? text.TrimEnd() : text[..equals];
            if (key.Length == 0 || key.IndexOfAny(s_blanks) >= 0)
            {
                wrong.Add(number.ToString(CultureInfo.InvariantCulture));
            }
            else if ((equals < 0 ? own(key) : text[(equals + 1)..]) is { } value)
            {
                all.Add(new(key, value));
            }
        }

        return wrong.Count == 0 ? all : throw Refused(name, wrong);
    }

    // What is there may be a value, and is not told.
    private static SwarmException Refused(string name, List<string> lines) => new(
        ErrorId.OptionInvalid,
        $"{name}:{lines[0]}: This line{(lines.Count == 1 ? " begins" : $" and {string.Join(", ", lines.Skip(1))} begin")} with no name of a variable. Accepted are KEY=VALUE, KEY alone for your own, and # for comments.");

    private static string TextOf(byte[] content, string name)
    {
        try
        {
            return s_strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The file '{name}' is not UTF-8 text. Save it in that encoding.");
        }
    }
}
