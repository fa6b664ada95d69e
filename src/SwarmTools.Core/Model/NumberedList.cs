using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace SwarmTools;

/// <summary>A list of a public object. Shorter ones come first, and equal ones belong together, so that <c>Sort-Object Services</c> and <c>Group-Object Ports</c> tell something.</summary>
/// <param name="items">The items.</param>
internal sealed class NumberedList<T>(IList<T> items) : ReadOnlyCollection<T>(items), IComparable
{
    public int CompareTo(object? obj) => obj is not IReadOnlyList<T> other ? 1
        : Count != other.Count ? Count.CompareTo(other.Count)
        : Items.Zip(other, (mine, its) => string.CompareOrdinal(mine?.ToString(), its?.ToString())).FirstOrDefault(order => order != 0);

    /// <summary>The items, for Export-Csv.</summary>
    public override string ToString() => string.Join(", ", Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NumberedList<T> other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(Count, (hash, item) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(item?.ToString() ?? "")));
}
