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

    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="own">The value of a variable of this process, for a name that stands alone; null leaves the variable out.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Parse(byte[] content, string name, Func<string, string?> own) =>
        Lines(content, name, own).Select(line => new KeyValuePair<string, string>(line.Key, line.Value));

    /// <summary>The variables with their lines.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="own">The value of a variable of this process, for a name that stands alone; null leaves the variable out.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyList<VariableLine> Lines(byte[] content, string name, Func<string, string?> own)
    {
        List<VariableLine> all = [];
        List<string> wrong = [];
        string whole = TextOf(content, name);
        for (int number = 1, start = 0, end; start < whole.Length; number++, start = end + 1)
        {
            end = whole.IndexOf('\n', start) is var next && next < 0 ? whole.Length : next;
            string line = whole[start..end];
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
                all.Add(new(key, value, number, equals >= 0 && IsQuoted(value)));
            }
        }

        return wrong.Count == 0 ? all : throw Refused(name, wrong);
    }

    private static bool IsQuoted(string value) => value.Trim() is ['"', .., '"'] or ['\'', .., '\''];

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
