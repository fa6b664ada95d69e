using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SwarmTools.Contents;

/// <summary>How one version of a secret or config is named and labelled. Pure.</summary>
/// <remarks>
/// What a secret or config holds cannot be changed, so a new value gets a new name. The first version has the plain name, such as shop_db; later ones are
/// shop_db-v2, shop_db-v3 and so on, and say in two labels what they are versions of.
/// </remarks>
internal static class ContentVersion
{
    /// <summary>The label with the plain name.</summary>
    public const string OfLabel = "swarmtools.version.of";

    /// <summary>The label with the number.</summary>
    public const string NumberLabel = "swarmtools.version.number";

    /// <summary>The longest name of a secret or config (swarmkit, manager/controlapi/common.go).</summary>
    public const int LongestName = 64;

    /// <summary>How many versions are kept unless something else is said, the newest among them.</summary>
    public const int DefaultKept = 3;

    private const int HashLength = 8;

    /// <summary>Whether a label is one of those that say what an object is a version of.</summary>
    public static bool IsLabel(string key) => key is OfLabel or NumberLabel;

    /// <summary>The name that all versions of an object share.</summary>
    public static string PlainNameOf(SwarmObject item) => NumberOf(item) > 1 ? item.Labels[OfLabel] : item.Name;

    /// <summary>The number of a version; 1 for what has no labels that tell, which is the first version of its name.</summary>
    public static int NumberOf(SwarmObject item) =>
        item.Labels.TryGetValue(OfLabel, out string? plain) && plain.Length > 0
        && item.Labels.TryGetValue(NumberLabel, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 1
            ? number
            : 1;

    /// <summary>The name of a version. A plain name that is too long to be numbered is cut, and told from others by a short hash of itself.</summary>
    public static string NameOf(string plain, int number)
    {
        if (number == 1)
        {
            return plain;
        }

        string end = "-v" + Text(number);
        if (plain.Length + end.Length <= LongestName)
        {
            return plain + end;
        }

        end = "-" + Hash(plain) + end;
        return plain[..(LongestName - end.Length)] + end;
    }

    /// <summary>The labels of a version: those of the object, and what it is a version of.</summary>
    public static IReadOnlyDictionary<string, string> LabelsOf(string plain, int number, IReadOnlyDictionary<string, string> labels)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> label in labels)
        {
            all[label.Key] = label.Value;
        }

        all.Remove(OfLabel);
        all.Remove(NumberLabel);
        if (number > 1)
        {
            all[OfLabel] = plain;
            all[NumberLabel] = Text(number);
        }

        return all;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Hash(string plain)
    {
        using SHA256 sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(plain))).Replace("-", "")[..HashLength].ToLowerInvariant();
    }
}
