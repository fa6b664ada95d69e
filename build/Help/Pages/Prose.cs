using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace SwarmTools.Help;

/// <summary>The little of markdown that pages use, as plain text.</summary>
internal static partial class Prose
{
    /// <summary>The paragraphs of a text; each item of a list is one.</summary>
    public static IReadOnlyList<string> Paragraphs(string text)
    {
        List<List<string>> paragraphs = [];
        bool isOpen = false;
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length > 0 && (!isOpen || line.StartsWith("- ", StringComparison.Ordinal)))
            {
                paragraphs.Add([]);
            }

            isOpen = line.Length > 0;
            if (isOpen)
            {
                paragraphs[^1].Add(line);
            }
        }

        return [.. paragraphs.Select(lines => Plain(string.Join(' ', lines)))];
    }

    /// <summary>The first sentence of a text.</summary>
    public static string FirstSentence(string text) => SentenceEnd().Match(text) is { Success: true } end ? text[..(end.Index + 1)] : text;

    /// <summary>A paragraph in lines of a width.</summary>
    public static string Wrap(string paragraph, int width)
    {
        StringBuilder text = new();
        int column = 0;
        foreach (string word in paragraph.Split(' '))
        {
            bool fits = column + 1 + word.Length <= width;
            text.Append(column == 0 ? "" : fits ? " " : "\n").Append(word);
            column = (column > 0 && fits ? column + 1 : 0) + word.Length;
        }

        return text.ToString();
    }

    private static string Plain(string text) => Link().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\.(?= [A-Z-])")]
    private static partial Regex SentenceEnd();
}
