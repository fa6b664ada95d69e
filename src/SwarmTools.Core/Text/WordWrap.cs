using System;
using System.Collections.Generic;

namespace SwarmTools.Text;

/// <summary>Breaks text between words; PowerShell itself breaks in the middle of them.</summary>
internal static class WordWrap
{
    private static readonly char[] s_joints = ['_', '-', '.', '/', ':', '@', '\\', ' '];

    /// <param name="text">The text.</param>
    /// <param name="width">The columns that there are.</param>
    /// <param name="cuts">Whether a word that is longer than a line is cut.</param>
    public static IReadOnlyList<string> Lines(string text, int width, bool cuts = false)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
            while (cuts && line.Length > width)
            {
                lines.Add(line[..width]);
                line = line[width..];
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Breaks a name behind the characters that join its parts; a part that is longer than a line is cut.</summary>
    public static IReadOnlyList<string> Names(string name, int width)
    {
        List<string> lines = [];
        string line = "";
        foreach (string part in Parts(name))
        {
            if (line.Length > 0 && line.Length + part.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line += part;
            while (line.Length > width)
            {
                lines.Add(line[..width]);
                line = line[width..];
            }
        }

        return line.Length > 0 ? [.. lines, line] : lines;
    }

    private static IEnumerable<string> Parts(string name)
    {
        int start = 0;
        for (int end = name.IndexOfAny(s_joints); end >= 0; end = name.IndexOfAny(s_joints, start))
        {
            yield return name[start..(end + 1)];
            start = end + 1;
        }

        yield return name[start..];
    }
}
