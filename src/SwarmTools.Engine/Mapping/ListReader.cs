using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads a whole list and sorts it: the engine sorts by id, people by name.</summary>
internal static class ListReader
{
    public static IReadOnlyList<T> Read<T>(ReadOnlySpan<byte> body, JsonCursor.Reader<T> read, Comparison<T> order)
    {
        JsonCursor json = new(body);
        List<T> items = json.Array(read);
        items.Sort(order);
        return items.AsReadOnly();
    }

    public static int ByName(SwarmObject one, SwarmObject other) => string.CompareOrdinal(one.Name, other.Name);
}
