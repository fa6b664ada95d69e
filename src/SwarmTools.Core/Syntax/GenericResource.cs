using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>A resource that nodes announce and tasks reserve: a number of a kind (<c>gpu=2</c>), or one by its name (<c>gpu=UUID1</c>).</summary>
internal sealed record GenericResource(string Kind, string Value)
{
    /// <summary>Reads KIND=VALUE, or a hashtable of kinds, each with one value or several.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IEnumerable<GenericResource> Parse(object value)
    {
        if (value is IDictionary table)
        {
            return table.Keys.Cast<object>()
                .OrderBy(TextOf, StringComparer.Ordinal)
                .SelectMany(kind => (table[kind] is IEnumerable several and not string ? several.Cast<object?>() : [table[kind]]).Select(one => Parse(TextOf(kind), TextOf(one))));
        }

        string text = TextOf(value);
        int equals = text.IndexOf('=');
        return [equals < 0 ? Parse(text, "") : Parse(text[..equals], text[(equals + 1)..])];
    }

    // What looks like a number and is none that counts would become a name.
    private static GenericResource Parse(string kind, string value) => kind.Trim().Length > 0 && value.Trim().Length > 0
        && (!decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) || long.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        ? new(kind.Trim(), value.Trim())
        : throw new SwarmException(ErrorId.OptionInvalid, $"The generic resource '{kind}={value}' cannot be used. Accepted are KIND=COUNT and KIND=NAME, such as gpu=2.");

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
