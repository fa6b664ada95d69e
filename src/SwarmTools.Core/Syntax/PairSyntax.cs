using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Reads labels, options and variables: hashtables and <c>KEY=VALUE</c> texts, mixed.</summary>
internal static class PairSyntax
{
    /// <param name="values">Hashtables and texts.</param>
    /// <param name="parameter">The parameter they were given to, for the error.</param>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable values, string parameter)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (object? value in values)
        {
            if (value is IDictionary table)
            {
                foreach (object key in KeysOf(table))
                {
                    pairs[Key(TextOf(key), parameter)] = TextOf(table[key]);
                }

                continue;
            }

            string text = TextOf(value);
            int equals = text.IndexOf('=');
            pairs[Key(equals < 0 ? text : text[..equals], parameter)] = equals < 0 ? "" : text[(equals + 1)..];
        }

        return pairs.Count == 0 ? Empty.Labels : new ReadOnlyDictionary<string, string>(pairs);
    }

    // [ordered] keeps its order; a plain hashtable has none, and would give another spec in every process.
    private static IEnumerable<object> KeysOf(IDictionary table) => table is Hashtable
        ? table.Keys.Cast<object>().OrderBy(TextOf, StringComparer.Ordinal)
        : table.Keys.Cast<object>();

    private static string Key(string key, string parameter) => key.Length > 0
        ? key
        : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} has an entry without a key. Accepted are hashtables and KEY=VALUE.");

    private static string TextOf(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
