using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SwarmTools.Specs;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads events.</summary>
internal static class EventMapper
{
    public static SwarmEvent Read(ReadOnlySpan<byte> bytes)
    {
        JsonCursor json = new(bytes);
        EventFields fields = new();
        if (!json.Begins(JsonTokenType.StartObject))
        {
            throw new JsonException("An event was expected.");
        }

        json.Object(fields, TakeProperty);
        return fields.ToEvent();
    }

    private static bool TakeProperty(ref JsonCursor json, EventFields fields)
    {
        if (json.Is("Type"u8))
        {
            fields.Type = json.Enum<SwarmEventType>();
        }
        else if (json.Is("Action"u8))
        {
            fields.Action = json.Text();
        }
        else if (json.Is("Actor"u8))
        {
            json.Object(fields, TakeActor);
        }
        else if (json.Is("scope"u8))
        {
            fields.Scope = json.Text();
        }
        else if (json.Is("timeNano"u8))
        {
            fields.Time = json.Number();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeActor(ref JsonCursor json, EventFields fields)
    {
        if (json.Is("ID"u8))
        {
            fields.Id = json.Text();
        }
        else if (json.Is("Attributes"u8))
        {
            fields.Attributes = json.Labels();
        }
        else
        {
            return false;
        }

        return true;
    }

    private sealed class EventFields
    {
        public SwarmEventType Type { get; set; }

        public string Action { get; set; } = "";

        public string Id { get; set; } = "";

        public string Scope { get; set; } = "";

        /// <summary>Nanoseconds since 1970.</summary>
        public long Time { get; set; }

        public IReadOnlyDictionary<string, string> Attributes { get; set; } = Empty.Labels;

        public SwarmEvent ToEvent() => new()
        {
            Timestamp = DateTimeOffset.FromUnixTimeSeconds(0) + Nanoseconds.ToDuration(Time),
            Type = Type,
            Action = Action,
            Id = Id,
            Name = Attributes.TryGetValue("name", out string? name) ? name : "",
            Scope = Scope,
            Attributes = Attributes.Count == 0 ? Empty.Labels : new LabelMap(Attributes.Where(pair => pair.Key != "name").ToDictionary(pair => pair.Key, pair => pair.Value)),
        };
    }
}
