using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Contents;

/// <summary>The versions of one secret or config that a swarm has, what the next one is called, and which old ones may go. Pure.</summary>
/// <typeparam name="T">Secrets or configs.</typeparam>
internal sealed class ContentVersions<T>
    where T : SwarmObject
{
    private readonly HashSet<string> _taken;

    /// <summary>Finds the versions.</summary>
    /// <param name="plain">The plain name, which is that of the first version; the first may be gone.</param>
    /// <param name="all">All secrets, or all configs, of the swarm.</param>
    public ContentVersions(string plain, IReadOnlyList<T> all)
    {
        PlainName = plain;
        All = [.. all.Where(item => ContentVersion.PlainNameOf(item) == plain).OrderBy(ContentVersion.NumberOf).ThenBy(item => item.CreatedAt)];
        _taken = new(all.Select(item => item.Name), StringComparer.Ordinal);
        NextNumber = Next();
    }

    public string PlainName { get; }

    /// <summary>The versions, oldest first.</summary>
    public IReadOnlyList<T> All { get; }

    /// <summary>The newest version; null where there is none at all.</summary>
    public T? Newest => All is [.., { } newest] ? newest : null;

    /// <summary>The number of the next version: one more than the highest, or more where somebody else's object has that name.</summary>
    public int NextNumber { get; }

    /// <summary>The name of the next version.</summary>
    public string NextName => ContentVersion.NameOf(PlainName, NextNumber);

    /// <summary>The labels of the next version: those of the newest one, with what is given beside them or in their place.</summary>
    public IReadOnlyDictionary<string, string> NextLabels(IReadOnlyDictionary<string, string> given)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> label in (Newest?.Labels ?? Empty.Labels).Concat(given))
        {
            labels[label.Key] = label.Value;
        }

        return ContentVersion.LabelsOf(PlainName, NextNumber, labels);
    }

    /// <summary>The versions that nobody needs any more, oldest first.</summary>
    /// <param name="keep">How many of the newest stay in any case; the newest always does.</param>
    /// <param name="needed">The ids or names of what services use, and of what kept revisions of services and stacks name.</param>
    public IReadOnlyList<T> Dispensable(int keep, IReadOnlyCollection<string> needed)
    {
        HashSet<string> stay = new(needed, StringComparer.Ordinal);
        return [.. All.Take(Math.Max(0, All.Count - Math.Max(1, keep))).Where(version => !stay.Contains(version.Id) && !stay.Contains(version.Name))];
    }

    private int Next()
    {
        int number = Newest is { } newest ? ContentVersion.NumberOf(newest) + 1 : 1;
        while (_taken.Contains(ContentVersion.NameOf(PlainName, number)))
        {
            number++;
        }

        return number;
    }
}
