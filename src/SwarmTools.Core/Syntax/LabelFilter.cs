using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>A label that objects must have: with any value (<c>KEY</c>), or with one (<c>KEY=VALUE</c>).</summary>
internal sealed record LabelFilter(string Key, string? Value)
{
    /// <summary>Reads a text or a hashtable.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IEnumerable<LabelFilter> Parse(object value)
    {
        if (value is IDictionary)
        {
            return PairSyntax.Parse(new[] { value }, "-Label").Select(pair => new LabelFilter(pair.Key, pair.Value));
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        int equals = text.IndexOf('=');
        string key = equals < 0 ? text : text[..equals];
        return key.Length > 0
            ? [new(key, equals < 0 ? null : text[(equals + 1)..])]
            : throw new SwarmException(ErrorId.OptionInvalid, $"-Label '{text}' names no label. Accepted are KEY, KEY=VALUE and hashtables.");
    }

    public bool IsMet(IReadOnlyDictionary<string, string> labels) => labels.TryGetValue(Key, out string? value) && (Value is null || Value == value);
}
