using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Which services wait for each other, over any number of others. All are looked through twice, however many dependencies there are (Kosaraju).</summary>
internal sealed class ComposeCycles
{
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);

    public ComposeCycles(ComposeMapping services)
    {
        Dictionary<string, IReadOnlyList<string>> needs = new(StringComparer.Ordinal);
        Dictionary<string, List<string>> users = new(StringComparer.Ordinal);
        foreach (ComposeEntry entry in services.Entries)
        {
            IReadOnlyList<string> names = needs[entry.Key.Text] = entry.Value is ComposeMapping service ? service.Names("depends_on") : [];
            foreach (string name in names)
            {
                if (!users.TryGetValue(name, out List<string>? known))
                {
                    users[name] = known = [];
                }

                known.Add(entry.Key.Text);
            }
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> ended = [.. needs.Keys.SelectMany(name => Ended(name, needs, seen))];
        ended.Reverse();
        for (int group = 0; group < ended.Count; group++)
        {
            Gather(ended[group], group, users);
        }
    }

    /// <summary>Whether two services wait for each other, or one for itself.</summary>
    public bool IsOne(string one, string other) => _groups.TryGetValue(one, out int first) && _groups.TryGetValue(other, out int second) && first == second;

    // Services in the order in which all that they need was looked through.
    private static List<string> Ended(string first, Dictionary<string, IReadOnlyList<string>> needs, HashSet<string> seen)
    {
        List<string> ended = [];
        Stack<(string Name, int Next)> open = new();
        if (seen.Add(first))
        {
            open.Push((first, 0));
        }

        while (open.Count > 0)
        {
            (string name, int next) = open.Pop();
            if (next == needs[name].Count)
            {
                ended.Add(name);
                continue;
            }

            open.Push((name, next + 1));
            string other = needs[name][next];
            if (needs.ContainsKey(other) && seen.Add(other))
            {
                open.Push((other, 0));
            }
        }

        return ended;
    }

    private void Gather(string first, int group, Dictionary<string, List<string>> users)
    {
        Stack<string> open = new([first]);
        while (open.Count > 0)
        {
            string name = open.Pop();
            if (_groups.ContainsKey(name))
            {
                continue;
            }

            _groups[name] = group;
            (users.TryGetValue(name, out List<string>? known) ? known : []).ForEach(open.Push);
        }
    }
}
