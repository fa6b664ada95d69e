using System;

namespace SwarmTools.Text;

/// <summary>Makes text fit a column of a table. What is short stays; a table then takes no more room than it needs.</summary>
internal static class CellText
{
    private const string Cut = "...";

    // Less than this tells nothing of a text.
    private const int Smallest = 8;

    /// <summary>Its beginning and its end: names often differ in one of the two.</summary>
    public static string Middle(string text, int room)
    {
        if (text.Length <= room)
        {
            return text;
        }

        int kept = room - Cut.Length;
        return Beginning(text, kept - (kept / 2)) + Cut + Ending(text, kept / 2);
    }

    /// <summary>Its end, where that tells more: the tag of an image, the file of a path.</summary>
    public static string End(string text, int room) => text.Length <= room ? text : Cut + Ending(text, room - Cut.Length);

    /// <summary>How many columns a part of a console has; no limit where its width is not known.</summary>
    /// <param name="width">The width of the console.</param>
    /// <param name="percent">The part.</param>
    public static int Room(int width, int percent) => width <= 0 ? int.MaxValue : Math.Max(Smallest, width * percent / 100);

    // Never half of a character.
    private static string Beginning(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Ending(string text, int length) => text[^(char.IsLowSurrogate(text[^length]) ? length - 1 : length)..];
}
