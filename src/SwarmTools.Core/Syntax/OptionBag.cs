using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SwarmTools.Text;

namespace SwarmTools.Syntax;

/// <summary>The options of one mount, port, secret and so on, from docker's <c>key=value,key=value</c> or a hashtable.</summary>
/// <remarks>Keys are compared without case, dashes and underscores: <c>bind-propagation</c> and <c>BindPropagation</c> are one.</remarks>
internal sealed class OptionBag
{
    private readonly Dictionary<string, List<string?>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _spellings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly ErrorId _error;
    private readonly string _accepted;
    private bool _isTable;

    private OptionBag(string text, ErrorId error, string accepted)
    {
        Text = text;
        _error = error;
        _accepted = accepted;
    }

    /// <summary>The text as it was given, for errors.</summary>
    public string Text { get; }

    /// <summary>Reads <c>key=value,key=value</c>, with the quotes of CSV.</summary>
    public static OptionBag Parse(string text, ErrorId error, string accepted)
    {
        OptionBag bag = new(text, error, accepted);
        foreach (string field in Fields(text) ?? throw bag.Invalid("a quotation mark is not closed"))
        {
            int equals = field.IndexOf('=');
            bag.Add(equals < 0 ? field : field[..equals], equals < 0 ? null : field[(equals + 1)..].Trim() is { Length: > 0 } value ? value : throw bag.Invalid($"'{field}' has no value"));
        }

        return bag;
    }

    /// <summary>Reads a hashtable; a value that is a list counts as several.</summary>
    public static OptionBag From(IDictionary table, ErrorId error, string accepted)
    {
        string text = "@{" + string.Join("; ", table.Keys.Cast<object>().Where(key => table[key] is not null).Select(key => $"{key} = {table[key]}")) + "}";
        OptionBag bag = new(text, error, accepted) { _isTable = true };
        foreach (DictionaryEntry entry in table)
        {
            string key = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            foreach (object? value in ValuesOf(entry.Value))
            {
                bag.Add(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            }
        }

        return bag;
    }

    /// <summary>A key as it is compared, but for its case.</summary>
    public static string Normal(string key) => key.Trim().Replace("-", "").Replace("_", "");

    /// <summary>The last value of an option that has several names; null when it was not given.</summary>
    public string? Take(params string[] names)
    {
        IReadOnlyList<string> values = TakeAll(names);
        return values.Count == 0 ? null
            : values.Count > 1 && _isTable ? throw Invalid($"'{names[0]}' has several values")
            : values[^1];
    }

    /// <summary>All values of an option that has several names.</summary>
    public IReadOnlyList<string> TakeAll(params string[] names)
    {
        List<string> found = [];
        foreach (string name in names.Select(Normal))
        {
            _used.Add(name);
            if (_values.TryGetValue(name, out List<string?>? values))
            {
                found.AddRange(values.Select(value => value ?? throw Invalid($"'{_spellings[name]}' has no value")));
            }
        }

        return found;
    }

    public string Require(params string[] names) =>
        Take(names) is { Length: > 0 } value ? value : throw Invalid($"'{names[0]}' is missing");

    /// <summary>Whether a flag is set: it may stand alone.</summary>
    public bool TakeFlag(params string[] names)
    {
        string? alone = names.Select(Normal).FirstOrDefault(name => _values.TryGetValue(name, out List<string?>? values) && values[^1] is null);
        if (alone is not null)
        {
            _used.Add(alone);
            return true;
        }

        return Take(names) switch
        {
            null => false,
            string value when bool.TryParse(value, out bool flag) => flag,
            "1" => true,
            "0" => false,
            string value => throw Invalid($"'{value}' is neither true nor false"),
        };
    }

    public int? TakeNumber(int smallest, int largest, params string[] names)
    {
        string? text = Take(names);
        return text is null
            ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest
                ? number
                : throw Invalid($"'{text}' is not a number from {smallest} to {largest} ({names[0]})");
    }

    /// <summary>A file mode, written in octal digits.</summary>
    public int? TakeMode(string name, string example)
    {
        string? text = Take(name);
        return text is null
            ? null
            : text.Length > 0 && text.All(c => c is >= '0' and <= '7') && text.TrimStart('0') is { Length: <= 4 } digits
                ? digits.Aggregate(0, (mode, digit) => (mode * 8) + digit - '0')
                : throw Invalid($"'{text}' is not an octal file mode, such as {example}");
    }

    public T TakeEnum<T>(T usual, params string[] names)
        where T : struct, Enum
    {
        string? text = Take(names);
        if (text is null)
        {
            return usual;
        }

        T value = EnumText.Parse<T>(text);
        return !value.Equals(default(T))
            ? value
            : throw Invalid($"'{text}' is not one of {string.Join(", ", ((T[])Enum.GetValues(typeof(T))).Skip(1).Select(known => EnumText.Write(known, '-')))}");
    }

    /// <summary>The options that nobody took, with their last values.</summary>
    public IReadOnlyDictionary<string, string> TakeRest()
    {
        Dictionary<string, string> rest = _values.Keys.Where(key => !_used.Contains(key)).ToList().ToDictionary(key => _spellings[key], key => Take(key)!);
        return rest;
    }

    /// <summary>Refuses options that nobody took.</summary>
    public void RequireAllUsed()
    {
        string? unknown = _values.Keys.FirstOrDefault(key => !_used.Contains(key));
        if (unknown is not null)
        {
            throw Invalid($"the option '{_spellings[unknown]}' is not known");
        }
    }

    public SwarmException Invalid(string why) => new(_error, $"'{Text}' cannot be used: {why}. {_accepted}");

    private void Add(string key, string? value)
    {
        string name = Normal(key);
        if (!_values.TryGetValue(name, out List<string?>? values))
        {
            _values[name] = values = [];
            _spellings[name] = key.Trim();
        }

        values.Add(value);
    }

    // What is null was not given; options of options are KEY=VALUE.
    private static IEnumerable<object?> ValuesOf(object? value) => value switch
    {
        null => [],
        string => [value],
        IDictionary table => table.Keys.Cast<object>()
            .Select(key => string.Format(CultureInfo.InvariantCulture, "{0}={1}", key, table[key]))
            .OrderBy(text => text, StringComparer.Ordinal),
        IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    // Two quotation marks between others stand for one; null where the last is not closed.
    private static List<string>? Fields(string text)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int place = 0; place < text.Length; place++)
        {
            char c = text[place];
            if (c == '"' && quoted && place + 1 < text.Length && text[place + 1] == '"')
            {
                field.Append(text[++place]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString().Trim());
        return quoted ? null : [.. fields.Where(entry => entry.Length > 0)];
    }
}
