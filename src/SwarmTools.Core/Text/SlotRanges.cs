using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Text;

/// <summary>Numbers of replicas in short: <c>1-3,7</c>.</summary>
internal static class SlotRanges
{
    /// <param name="slots">The numbers, in any order.</param>
    public static IReadOnlyList<string> Of(IEnumerable<int> slots)
    {
        List<(int First, int Last)> ranges = [];
        foreach (int slot in slots.Distinct().OrderBy(slot => slot))
        {
            if (ranges.Count > 0 && ranges[^1].Last == slot - 1)
            {
                ranges[^1] = (ranges[^1].First, slot);
            }
            else
            {
                ranges.Add((slot, slot));
            }
        }

        return [.. ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Format(CultureInfo.InvariantCulture, "{0}-{1}", range.First, range.Last))];
    }
}
