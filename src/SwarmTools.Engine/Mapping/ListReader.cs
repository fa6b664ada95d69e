using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads a whole list and sorts it: the engine sorts by id, people by name.</summary>
internal static class ListReader
{
    // Of less, a second thread costs more than it saves.
    private const int LongList = 64 * 1024;

    // Within a string the quotes would be escaped, and what begins or ends with them would be no JSON: wherever this is, an object begins.
    private static ReadOnlySpan<byte> NextItem => "},{\"ID\":\""u8;

    public static async Task<IReadOnlyList<T>> ReadAsync<T>(ReadOnlyMemory<byte> body, JsonCursor.Reader<T> read, Comparison<T> order)
    {
        int middle = MiddleOf(body.Span);
        List<T> items = middle < 0 ? Array(body.Span, read) : await InHalvesAsync(body, middle, read).ConfigureAwait(false);
        items.Sort(order);
        return items.AsReadOnly();
    }

    /// <summary>By name, and by id where a name is not the only one: networks and nodes may share theirs.</summary>
    public static int ByName(SwarmObject one, SwarmObject other)
    {
        int order = string.CompareOrdinal(one.Name, other.Name);
        return order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
    }

    // Where about in the middle an object ends and another begins; negative where no second thread is worth it.
    private static int MiddleOf(ReadOnlySpan<byte> body)
    {
        int half = body.Length / 2;
        int after = body.Length < LongList ? -1 : body[half..].IndexOf(NextItem);
        return after < 0 ? -1 : half + after + 1;
    }

    private static async Task<List<T>> InHalvesAsync<T>(ReadOnlyMemory<byte> body, int middle, JsonCursor.Reader<T> read)
    {
        Task<List<T>?> second = Task.Run(() => TryRest(body.Span[(middle + 1)..], read));
        List<T>? items = TryFirst(body.Span, middle, read);
        List<T>? rest = await second.ConfigureAwait(false);
        if (items is null || rest is null)
        {
            // That was within an item, or the answer is broken.
            return Array(body.Span, read);
        }

        items.AddRange(rest);
        return items;
    }

    private static List<T> Array<T>(ReadOnlySpan<byte> body, JsonCursor.Reader<T> read)
    {
        JsonCursor json = Begin(body);
        return json.Array(read);
    }

    // The items up to the middle; null when none ends there.
    private static List<T>? TryFirst<T>(ReadOnlySpan<byte> body, int middle, JsonCursor.Reader<T> read)
    {
        JsonCursor json = Begin(body[..middle]);
        try
        {
            List<T> items = json.Array(read, middle);
            return json.Position == middle ? items : null;
        }
        catch (Exception failure) when (EngineErrors.IsKnown(failure))
        {
            return null;
        }
    }

    private static List<T>? TryRest<T>(ReadOnlySpan<byte> rest, JsonCursor.Reader<T> read)
    {
        try
        {
            return JsonCursor.RestOfArray(rest, read);
        }
        catch (Exception failure) when (EngineErrors.IsKnown(failure))
        {
            return null;
        }
    }

    private static JsonCursor Begin(ReadOnlySpan<byte> body)
    {
        JsonCursor json = new(body);
        // Some engines write null for an empty list.
        return json.Begins(JsonTokenType.StartArray) || json.Begins(JsonTokenType.Null) ? json : throw new JsonException("A list was expected.");
    }
}
