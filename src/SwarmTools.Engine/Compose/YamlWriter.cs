using System;
using System.Globalization;
using System.Text;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Engine.Compose;

/// <summary>Writes nodes as YAML, one line for each value. Texts that look like something else are quoted.</summary>
/// <remarks>YamlDotNet's emitter needs four times as long where it is run for the first time, which is most of what a short-lived process waits for.</remarks>
internal sealed class YamlWriter
{
    private const int Step = 2;

    /// <summary>Readers look no further for the colon that makes a key of a text (YAML 1.2, 7.4.2).</summary>
    private const int LongestKey = 1000;

    /// <summary>What a text may not begin with, lest it be taken for something else than a text.</summary>
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    private readonly StringBuilder _text = new();

    public static string Write(ComposeNode node)
    {
        YamlWriter writer = new();
        if (node is ComposeMapping { Entries.Count: > 0 } or ComposeSequence { Items.Count: > 0 })
        {
            writer.WriteBlock(node, indent: 0);
        }
        else
        {
            writer.WriteScalar(node, indent: 0);
        }

        return writer._text.ToString();
    }

    /// <summary>Writes a collection that begins where the text ends.</summary>
    private void WriteBlock(ComposeNode node, int indent)
    {
        bool isFirst = true;
        foreach (ComposeEntry entry in node is ComposeMapping mapping ? mapping.Entries : [])
        {
            Indent(isFirst ? 0 : indent);
            WriteKey(entry.Key.Text, indent);
            WriteValue(entry.Value, indent);
            isFirst = false;
        }

        foreach (ComposeNode item in node is ComposeSequence sequence ? sequence.Items : [])
        {
            Indent(isFirst ? 0 : indent);
            _text.Append('-');
            WriteInline(item, indent);
            isFirst = false;
        }
    }

    private void WriteKey(string key, int indent)
    {
        int begin = _text.Length;
        WriteText(key, isQuoted: true, isOneLine: true, indent);
        if (_text.Length - begin > LongestKey)
        {
            _text.Insert(begin, "? ").Append('\n').Append(' ', indent);
        }

        _text.Append(':');
    }

    /// <summary>Writes what follows a key: a collection begins on a line of its own.</summary>
    private void WriteValue(ComposeNode value, int indent)
    {
        if (value is ComposeMapping { Entries.Count: > 0 } or ComposeSequence { Items.Count: > 0 })
        {
            _text.Append('\n');
            Indent(indent + Step);
            WriteBlock(value, indent + Step);
        }
        else
        {
            WriteInline(value, indent);
        }
    }

    /// <summary>Writes what follows a dash: a collection begins on the same line.</summary>
    private void WriteInline(ComposeNode value, int indent)
    {
        _text.Append(' ');
        if (value is ComposeMapping { Entries.Count: > 0 } or ComposeSequence { Items.Count: > 0 })
        {
            WriteBlock(value, indent + Step);
        }
        else
        {
            WriteScalar(value, indent);
        }
    }

    private void WriteScalar(ComposeNode value, int indent)
    {
        switch (value)
        {
            case ComposeMapping:
                _text.Append("{}");
                break;
            case ComposeSequence:
                _text.Append("[]");
                break;
            case ComposeScalar { IsNull: true }:
                _text.Append("null");
                break;
            case ComposeScalar scalar:
                WriteText(scalar.Text, scalar.IsQuoted, isOneLine: false, indent);
                break;
            default:
                break;
        }

        _text.Append('\n');
    }

    private void WriteText(string text, bool isQuoted, bool isOneLine, int indent)
    {
        bool hasLines = text.IndexOf('\n') >= 0;
        if (NeedsEscapes(text) || (hasLines && (isOneLine || !KeepsItsLines(text))) || (!hasLines && LooksOtherwise(text, isQuoted)))
        {
            WriteEscaped(text);
        }
        else if (hasLines)
        {
            WriteLines(text, indent + Step);
        }
        else if (IsPlain(text))
        {
            _text.Append(text);
        }
        else
        {
            _text.Append('\'').Append(text.Replace("'", "''")).Append('\'');
        }
    }

    private void WriteLines(string text, int indent)
    {
        bool endsWithLine = text[^1] == '\n';
        _text.Append(endsWithLine ? "|" : "|-");
        foreach (string line in (endsWithLine ? text[..^1] : text).Split('\n'))
        {
            _text.Append('\n').Append(' ', line.Length == 0 ? 0 : indent).Append(line);
        }
    }

    private void WriteEscaped(string text)
    {
        _text.Append('"');
        for (int index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '"' or '\\':
                    _text.Append('\\').Append(text[index]);
                    break;
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                case char letter when IsPrintable(text, index):
                    _text.Append(letter);
                    break;
                case char half when char.IsSurrogate(half):
                    // Half a character, which an escape may make, cannot be written.
                    _text.Append('\ufffd');
                    break;
                case char other:
                    _text.Append("\\u").Append(((int)other).ToString("x4", CultureInfo.InvariantCulture));
                    break;
            }
        }

        _text.Append('"');
    }

    private static bool LooksOtherwise(string text, bool isQuoted) => (isQuoted || ScalarValue.OfPlain(text).Kind == ScalarKind.Text) && ScalarValue.MayBeOther(text);

    private void Indent(int spaces) => _text.Append(' ', spaces);

    private static bool NeedsEscapes(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] is not (>= ' ' and <= '~') && text[index] != '\n' && !IsPrintable(text, index))
            {
                return true;
            }
        }

        return false;
    }

    // What all readers take as it is: no controls, no line ends of other kinds, no byte order marks, no halves of characters.
    private static bool IsPrintable(string text, int index) => text[index] switch
    {
        >= ' ' and <= '~' => true,
        '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => false,
        char half when char.IsHighSurrogate(half) => index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]),
        char half when char.IsLowSurrogate(half) => index > 0 && char.IsHighSurrogate(text[index - 1]),
        char other => !char.IsControl(other),
    };

    // A block keeps lines as they are, but its first one must not be indented, and the last one's end must be plain to see.
    private static bool KeepsItsLines(string text) =>
        !char.IsWhiteSpace(text[0]) && !text.Contains(" \n") && text[^1] != ' ' && !text.EndsWith("\n\n", StringComparison.Ordinal);

    private static bool IsPlain(string text)
    {
        if (text[0] == ' ' || text[^1] is ' ' or ':' || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
        {
            return false;
        }

        if (Indicators.IndexOf(text[0]) >= 0 && !(text[0] == '-' && text.Length > 1 && text[1] != ' '))
        {
            return false;
        }

        for (int index = text.IndexOf(' '); index >= 0; index = text.IndexOf(' ', index + 1))
        {
            if (text[index - 1] == ':' || text[index + 1] == '#')
            {
                return false;
            }
        }

        return true;
    }
}
