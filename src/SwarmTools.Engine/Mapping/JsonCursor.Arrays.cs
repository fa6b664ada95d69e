using System;
using System.Collections.Generic;
using System.Text.Json;

namespace SwarmTools.Engine.Mapping;

/// <content>Arrays, whole and in parts.</content>
internal ref partial struct JsonCursor
{
    /// <summary>Reads on from an item of an array whose beginning is elsewhere.</summary>
    public static JsonCursor AmongItems(ReadOnlySpan<byte> rest) => new(rest, s_amongItems);

    /// <summary>Takes an array, item by item.</summary>
    public List<T> Array<T>(Reader<T> read) => Enter(JsonTokenType.StartArray) ? Items(read) : [];

    /// <summary>Takes what is left of an array.</summary>
    public List<T> Items<T>(Reader<T> read)
    {
        List<T> items = [];
        while (ReadsOn(JsonTokenType.EndArray))
        {
            _onValue = true;
            items.Add(read(ref this));
        }

        return items;
    }

    /// <summary>Takes an array up to the item that begins at a place of the answer; null where none begins there.</summary>
    public List<T>? ArrayUntil<T>(Reader<T> read, int place)
    {
        List<T> items = [];
        if (Enter(JsonTokenType.StartArray))
        {
            while (ReadsOn(JsonTokenType.EndArray) && _reader.TokenStartIndex <= place)
            {
                if (_reader.TokenStartIndex == place)
                {
                    return items;
                }

                _onValue = true;
                items.Add(read(ref this));
            }
        }

        return null;
    }

    public IReadOnlyList<string> Texts() => Array(static (ref JsonCursor json) => json.Text()).AsReadOnly();

    private static JsonReaderState AfterStartOfArray()
    {
        Utf8JsonReader reader = new("["u8, isFinalBlock: false, new JsonReaderState(s_options));
        reader.Read();
        return reader.CurrentState;
    }
}
