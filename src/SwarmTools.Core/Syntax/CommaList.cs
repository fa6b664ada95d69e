using System.Collections.Generic;

namespace SwarmTools.Syntax;

/// <summary>Puts together what PowerShell takes apart: without quotes, <c>type=bind,source=/a,target=/b</c> is a list of three texts.</summary>
internal static class CommaList
{
    // These may stand several times in one item.
    private static readonly HashSet<string> s_repeated = ["alias", "driver-opt", "volume-opt", "volume-label", "tmpfs-opt"];

    private static readonly HashSet<string> s_flags = ["readonly", "ro", "volume-nocopy", "bind-nonrecursive"];

    /// <summary>The values as they were meant. A new item begins where a key comes a second time; texts with commas and objects are whole.</summary>
    public static IEnumerable<object>? Join(IEnumerable<object>? values)
    {
        if (values is null)
        {
            return null;
        }

        List<object> items = [];
        HashSet<string> keys = [];
        foreach (object value in values)
        {
            string key = KeyOf(value);
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

            if (key.Length > 0 && (belongs || !s_flags.Contains(key)))
            {
                keys.Add(key);
            }
        }

        return items;
    }

    // Empty for what is an item of its own.
    private static string KeyOf(object value)
    {
        string text = value as string ?? "";
        int equals = text.IndexOf('=');
        return text.Contains(",") ? ""
            : equals > 0 ? text[..equals].Trim().ToLowerInvariant()
            : s_flags.Contains(text.ToLowerInvariant()) ? text.ToLowerInvariant()
            : "";
    }
}
