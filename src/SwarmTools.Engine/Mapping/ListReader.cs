using System;
using System.Collections.Generic;
using System.Text.Json;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads a whole list and sorts it: the engine sorts by id, people by name.</summary>
internal static class ListReader
{
    public static IReadOnlyList<T> Read<T>(ReadOnlySpan<byte> body, JsonCursor.Reader<T> read, Comparison<T> order)
    {
        JsonCursor json = new(body);
        // Some engines write null for an empty list.
        List<T> items = json.Begins(JsonTokenType.StartArray) || json.Begins(JsonTokenType.Null) ? json.Array(read) : throw new JsonException("A list was expected.");
        items.Sort(order);
        return items.AsReadOnly();
    }

    /// <summary>By name, and by id where a name is not the only one: networks and nodes may share theirs.</summary>
    public static int ByName(SwarmObject one, SwarmObject other)
    {
        int order = string.CompareOrdinal(one.Name, other.Name);
        return order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
    }
}
