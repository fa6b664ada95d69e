using System.Collections.Generic;

namespace SwarmTools;

/// <summary>Shared empty collections of the model.</summary>
internal static class Empty
{
    public static readonly IReadOnlyDictionary<string, string> Labels =
        new LabelMap(new Dictionary<string, string>());
}
