using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>A health check in the engine's JSON.</summary>
internal static class HealthSpec
{
    /// <summary>The API that knows the interval during the start period.</summary>
    public static readonly Version StartIntervalSince = new(1, 44);

    public static JsonObject Build(SwarmHealthCheck health)
    {
        JsonObject json = [];
        if (health.Test.Count > 0)
        {
            json["Test"] = new JsonArray([.. health.Test.Select(word => (JsonNode)word)]);
        }

        AddDuration(json, "Interval", health.Interval);
        AddDuration(json, "Timeout", health.Timeout);
        AddDuration(json, "StartPeriod", health.StartPeriod);
        AddDuration(json, "StartInterval", health.StartInterval);
        if (health.Retries is { } retries)
        {
            json["Retries"] = retries;
        }

        return json;
    }

    private static void AddDuration(JsonObject json, string name, TimeSpan? duration)
    {
        if (duration is { } time)
        {
            json[name] = Nanoseconds.Of(time);
        }
    }
}
