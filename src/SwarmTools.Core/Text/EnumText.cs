using System;
using System.Collections.Generic;
using System.Text;

namespace SwarmTools.Text;

/// <summary>The engine's words for our enums and back: <c>replicated-job</c>, <c>rollback_started</c>, <c>Tcp</c>.</summary>
internal static class EnumText
{
    /// <summary>Reads the engine's word; one that is not known becomes <c>Unknown</c>, the first value of every enum.</summary>
    public static T Parse<T>(string text)
        where T : struct, Enum => Words<T>.Values.TryGetValue(text, out T value) ? value : default;

    /// <summary>Writes the engine's word, its parts joined by a separator.</summary>
    public static string Write<T>(T value, char separator)
        where T : struct, Enum => Join(value.ToString(), separator);

    private static string Join(string name, char separator)
    {
        StringBuilder text = new(name.Length + 2);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append(separator);
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Values = All();

        private static Dictionary<string, T> All()
        {
            Dictionary<string, T> words = new(StringComparer.OrdinalIgnoreCase);
            foreach (T value in (T[])Enum.GetValues(typeof(T)))
            {
                string name = value.ToString();
                words[name] = value;
                words[Join(name, '-')] = value;
                words[Join(name, '_')] = value;
            }

            return words;
        }
    }
}
