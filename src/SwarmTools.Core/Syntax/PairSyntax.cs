using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Reads labels, options and variables: hashtables and <c>KEY=VALUE</c> texts, mixed.</summary>
internal static class PairSyntax
{
    /// <summary>Reads labels and options; a key alone has an empty value.</summary>
    /// <param name="values">Hashtables and texts.</param>
    /// <param name="parameter">The parameter they were given to, for the error.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable values, string parameter) => Parse(values, parameter, _ => "");

    /// <summary>Reads variables. To docker a name alone means the client's own variable, so it is not taken for an empty one.</summary>
    /// <param name="values">Hashtables and texts.</param>
    /// <param name="parameter">The parameter they were given to, for the error.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyDictionary<string, string> ParseVariables(IEnumerable values, string parameter) => Parse(values, parameter, name =>
        throw new SwarmException(
            ErrorId.OptionInvalid, $"{parameter} '{name}' has no value. Write '{name}=' for an empty one, or \"{name}=$env:{name}\" for your own."));

    private static IReadOnlyDictionary<string, string> Parse(IEnumerable values, string parameter, Func<string, string> valueOf)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (object? value in values)
        {
            if (value is IDictionary table)
            {
                foreach (object key in KeysOf(table))
                {
                    pairs[TableKey(TextOf(key), parameter)] = ValueOf(table[key], TextOf(key), parameter);
                }

                continue;
            }

            string text = TextOf(value);
            int equals = text.IndexOf('=');
            string name = Key(equals < 0 ? text : text[..equals], parameter);
            pairs[name] = equals < 0 ? valueOf(name) : text[(equals + 1)..];
        }

        return pairs.Count == 0 ? Empty.Labels : new LabelMap(pairs);
    }

    /// <summary>The keys of a table: [ordered] keeps its order; a plain hashtable has none, and would give another spec in every process.</summary>
    public static IEnumerable<object> KeysOf(IDictionary table) => table is Hashtable
        ? table.Keys.Cast<object>().OrderBy(TextOf, StringComparer.Ordinal)
        : table.Keys.Cast<object>();

    // In a text the first = ends the key.
    private static string TableKey(string key, string parameter) => key.IndexOf('=') < 0
        ? Key(key, parameter)
        : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} '{key}' cannot be a key: it holds a =.");

    private static string Key(string key, string parameter) => key.Length > 0
        ? key
        : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} has an entry without a key. Accepted are hashtables and KEY=VALUE.");

    private static string ValueOf(object? value, string key, string parameter) => value is IEnumerable and not string
        ? throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} '{key}' has a list or hashtable for its value. Accepted is one text or number; join a list yourself, such as ($list -join ',').")
        : value is not null && value.GetType().ToString() == TextOf(value)
            ? throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} '{key}' has a value that is no text: a {value.GetType().Name}. Accepted is one text or number.")
            : TextOf(value);

    private static string TextOf(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
