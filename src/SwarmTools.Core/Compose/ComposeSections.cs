using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Gathers the sections of a file and of those that it includes. What two of them have must be the same.</summary>
/// <param name="own">The file, without what it includes.</param>
/// <param name="reading">Takes what is in two of them, and differs.</param>
internal sealed class ComposeSections(ComposeMapping own, ComposeReading reading)
{
    private static readonly string[] s_names = ["services", "networks", "volumes", "secrets", "configs"];

    private readonly Dictionary<string, (List<ComposeEntry> Entries, Dictionary<string, ComposeNode> Known, ComposeNode At)> _sections = new(StringComparer.Ordinal);

    /// <param name="included">A file that is included.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="place">The keys that lead there.</param>
    public void Add(ComposeMapping included, ComposeNode at, string place)
    {
        foreach (string name in s_names)
        {
            if (included[name] is not ComposeMapping more)
            {
                continue;
            }

            (List<ComposeEntry> entries, Dictionary<string, ComposeNode> known, _) = Section(name, more);
            foreach (ComposeEntry entry in more.Entries)
            {
                if (!known.TryGetValue(entry.Key.Text, out ComposeNode? there))
                {
                    known.Add(entry.Key.Text, entry.Value);
                    entries.Add(entry);
                }
                else if (ComposeText.Of(there) != ComposeText.Of(entry.Value))
                {
                    reading.Error(at, place, $"It has {name}.{entry.Key.Text}, which is here already, in another form. Name one of them otherwise.");
                }
            }
        }
    }

    /// <summary>The file with all that was added.</summary>
    public ComposeMapping All() => own with
    {
        Entries =
        [
            .. own.Entries.Where(entry => !_sections.ContainsKey(entry.Key.Text)),
            .. s_names.Where(_sections.ContainsKey).Select(name => ComposeBuild.Entry(_sections[name].At, name, new ComposeMapping(_sections[name].Entries.ToArray(), _sections[name].At.At))),
        ],
    };

    private (List<ComposeEntry> Entries, Dictionary<string, ComposeNode> Known, ComposeNode At) Section(string name, ComposeMapping more)
    {
        if (!_sections.TryGetValue(name, out (List<ComposeEntry>, Dictionary<string, ComposeNode>, ComposeNode) section))
        {
            List<ComposeEntry> entries = [.. own.Entries(name)];
            _sections[name] = section = (entries, entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value, StringComparer.Ordinal), own[name] ?? more);
        }

        return section;
    }
}
