using System.Collections.Generic;

namespace SwarmTools;

/// <summary>The lists of public objects.</summary>
internal static class Items
{
    /// <summary>A list whose items PowerShell finds by number, such as <c>$service.Ports[0]</c>: it looks for an indexer that is public.</summary>
    /// <remarks>What the compiler makes of <c>[.. items]</c> has none: PowerShell would give all of them for 0, and nothing for 1.</remarks>
    public static IReadOnlyList<T> Numbered<T>(IReadOnlyList<T> items) => items as NumberedList<T> ?? new NumberedList<T>(items as IList<T> ?? [.. items]);
}
