using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Reads how many tasks several services are to have: <c>@{ web = 3; api = 2 }</c>.</summary>
internal static class ReplicaTable
{
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyList<KeyValuePair<string, long>> Parse(IDictionary table, string parameter) => table.Count == 0
        ? throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} names no service. Accepted is a hashtable such as @{{ web = 3; api = 2 }}.")
        :
    [
        .. PairSyntax.Parse(new[] { table }, parameter).Select(pair => new KeyValuePair<string, long>(
            pair.Key,
            long.TryParse(pair.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
                ? count
                : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter}: '{pair.Value}' is not a number of tasks for the service '{pair.Key}'. Accepted are 0, 1 and so on."))),
    ];
}
