using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace SwarmTools;

/// <summary>The labels, options or attributes of a public object.</summary>
internal sealed class LabelMap(IDictionary<string, string> pairs) : ReadOnlyDictionary<string, string>(pairs)
{
    /// <summary>The pairs, for Export-Csv.</summary>
    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Key}={pair.Value}"));
}
