using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace SwarmTools;

/// <summary>Shared empty collections of the model.</summary>
internal static class Empty
{
    public static readonly IReadOnlyDictionary<string, string> Labels =
        new ReadOnlyDictionary<string, string>(new Dictionary<string, string>());
}
