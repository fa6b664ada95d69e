using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads a whole list and sorts it: the engine sorts by id, people by name.</summary>
internal static class ListReader
{
    /// <summary>From how many bytes on two threads are faster than one.</summary>
    internal const int Long = 128 * 1024;

    private const int LongestBeginning = 64;

    /// <exception cref="JsonException">It is no list, or a broken one.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(ReadOnlyMemory<byte> body, JsonCursor.Reader<T> read, Comparison<T> order)
    {
        int middle = body.Length < Long || Environment.ProcessorCount == 1 ? -1 : MiddleOf(body.Span);
        List<T> items = (middle < 0 ? null : await ReadHalvesAsync(body, middle, read).ConfigureAwait(false)) ?? ReadAll(body.Span, read);
        items.Sort(order);
        return items.AsReadOnly();
    }

    /// <summary>By name, and by id where a name is not the only one: networks and nodes may share theirs.</summary>
    public static int ByName(SwarmObject one, SwarmObject other)
    {
        int order = string.CompareOrdinal(one.Name, other.Name);
        return order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
    }

    private static List<T> ReadAll<T>(ReadOnlySpan<byte> body, JsonCursor.Reader<T> read)
    {
        JsonCursor json = new(body);
        // Some engines write null for an empty list.
        return json.Begins(JsonTokenType.StartArray) || json.Begins(JsonTokenType.Null) ? json.Array(read) : throw new JsonException("A list was expected.");
    }

    /// <summary>Reads both halves at once. Null where the guess was wrong: whoever reads the first half finds that no item begins there.</summary>
    private static async Task<List<T>?> ReadHalvesAsync<T>(ReadOnlyMemory<byte> body, int middle, JsonCursor.Reader<T> read)
    {
        Task<List<T>?> second = Task.Run(() => OrNull(() => JsonCursor.AmongItems(body.Span[middle..]).Items(read)));
        List<T>? items = OrNull(() => new JsonCursor(body.Span).ArrayUntil(read, middle));
        List<T>? rest = await second.ConfigureAwait(false);
        if (items is null || rest is null)
        {
            return null;
        }

        items.AddRange(rest);
        return items;
    }

    // Whoever reads all of it finds what is broken.
    private static List<T>? OrNull<T>(Func<List<T>?> half)
    {
        try
        {
            return half();
        }
        catch (Exception failure) when (EngineErrors.IsKnown(failure))
        {
            return null;
        }
    }

    /// <summary>Where, after the middle, an item seems to begin: what begins like the first one, after a comma. Below zero for nowhere.</summary>
    private static int MiddleOf(ReadOnlySpan<byte> body)
    {
        // [{"ID":
        int colon = body[..LongestBeginning].IndexOf((byte)':');
        if (colon < 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> beginning = [(byte)',', .. body[1..colon]];
        int middle = body.Length / 2;
        int comma = body[middle..].IndexOf(beginning);
        return comma < 0 ? -1 : middle + comma + 1;
    }
}
