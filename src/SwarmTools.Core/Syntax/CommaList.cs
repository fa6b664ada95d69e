using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Puts together what PowerShell takes apart: without quotes, <c>type=bind,source=/a,target=/b</c> is a list of three texts.</summary>
internal static class CommaList
{
    // These may stand several times in one item; written as OptionBag.Normal writes keys.
    private static readonly HashSet<string> s_repeated = ["alias", "driveropt", "volumeopt", "volumeoption", "volumelabel", "tmpfsopt", "tmpfsoption", "tmpfsoptions"];

    private static readonly Dictionary<string, string> s_same = new(StringComparer.Ordinal) { ["src"] = "source", ["dst"] = "target", ["destination"] = "target", ["ro"] = "readonly" };

    /// <summary>The values as they were meant. A new item begins where a key comes a second time; texts with commas and objects are whole.</summary>
    /// <param name="values">The values.</param>
    /// <param name="flags">The keys that may stand without a value.</param>
    public static IEnumerable<object>? Join(IEnumerable<object>? values, params string[] flags)
    {
        if (values is null)
        {
            return null;
        }

        HashSet<string> alone = [.. flags.Select(KeyOf)];
        List<object> items = [];
        HashSet<string> keys = [];
        foreach (object value in values)
        {
            string key = KeyOf(value, alone);
            bool belongs = key.Length > 0 && keys.Count > 0 && (s_repeated.Contains(key) || !keys.Contains(key));
            if (belongs)
            {
                items[^1] = $"{items[^1]},{value}";
            }
            else
            {
                items.Add(value);
                keys = [];
            }

            if (key.Length > 0)
            {
                keys.Add(key);
            }
        }

        return items;
    }

    // Empty for what is an item of its own.
    private static string KeyOf(object value, HashSet<string> alone)
    {
        string text = value as string ?? "";
        int equals = text.IndexOf('=');
        string key = KeyOf(equals < 0 ? text : text[..equals]);
        return !text.Contains(",") && (equals > 0 || alone.Contains(key)) ? key : "";
    }

    private static string KeyOf(string text)
    {
        string key = OptionBag.Normal(text).ToLowerInvariant();
        return s_same.TryGetValue(key, out string? other) ? other : key;
    }
}
