using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace SwarmTools.Compose.Nodes;

/// <summary>Findings, each once, of which as many are kept as anybody reads. Errors are counted apart: they are never lost behind warnings.</summary>
/// <param name="findings">Where they go.</param>
internal sealed class BoundedFindings(ICollection<SwarmStackFinding> findings) : ICollection<SwarmStackFinding>
{
    /// <summary>How many of a kind are kept of one file.</summary>
    private const int Most = 1000;

    // What a file says is found again for each that extends it.
    private readonly HashSet<(string File, int Line, int Column, string Path, string Message)> _kept = [];
    private readonly Dictionary<(string File, SwarmStackSeverity Severity), int> _told = [];

    /// <summary>How many there were, those that were not kept as well.</summary>
    public int Count { get; private set; }

    public bool IsReadOnly => false;

    public void Add(SwarmStackFinding item)
    {
        Count++;
        (string File, SwarmStackSeverity Severity) kind = (item.File, item.Severity);
        int told = _told.TryGetValue(kind, out int before) ? before : 0;
        if (told > Most || !_kept.Add((item.File, item.Line, item.Column, item.Path, item.Message)))
        {
            return;
        }

        _told[kind] = told + 1;
        if (told < Most)
        {
            findings.Add(item);
        }
        else
        {
            findings.Add(item.Severity, new(item.File, item.Line, item.Column), "", string.Format(CultureInfo.InvariantCulture, "More than {0} such findings are in this file; those from here on are not told.", Most));
        }
    }

    public void Clear() => findings.Clear();

    public bool Contains(SwarmStackFinding item) => findings.Contains(item);

    public void CopyTo(SwarmStackFinding[] array, int arrayIndex) => findings.CopyTo(array, arrayIndex);

    public bool Remove(SwarmStackFinding item) => findings.Remove(item);

    public IEnumerator<SwarmStackFinding> GetEnumerator() => findings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
