using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>What is to become of labels. It is right for whatever labels there are. Pure.</summary>
internal sealed record LabelChange
{
    /// <summary>Which labels stay when all are replaced, because they are not the user's.</summary>
    public Func<string, bool> IsKept { get; init; } = static _ => false;

    /// <summary>What takes the place of all labels but those that stay; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Replaced { get; init; }

    /// <summary>The keys of labels that go; they go before others come.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Labels that come, or get another value.</summary>
    public IReadOnlyDictionary<string, string> Added { get; init; } = Empty.Labels;

    /// <summary>The labels in the end.</summary>
    public IReadOnlyDictionary<string, string> AppliedTo(IReadOnlyDictionary<string, string> labels)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> label in labels.Where(label => Replaced is null || IsKept(label.Key)).Concat(Replaced ?? Empty.Labels))
        {
            all[label.Key] = label.Value;
        }

        foreach (string key in Removed)
        {
            all.Remove(key);
        }

        foreach (KeyValuePair<string, string> label in Added)
        {
            all[label.Key] = label.Value;
        }

        return all;
    }

    /// <summary>Whether labels are as they would be in the end.</summary>
    public bool IsNothingFor(IReadOnlyDictionary<string, string> labels)
    {
        IReadOnlyDictionary<string, string> all = AppliedTo(labels);
        return all.Count == labels.Count && all.All(label => labels.TryGetValue(label.Key, out string? value) && value == label.Value);
    }
}
