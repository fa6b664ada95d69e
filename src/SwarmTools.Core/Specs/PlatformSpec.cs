using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>A platform in the engine's JSON.</summary>
internal static class PlatformSpec
{
    public static JsonObject Build(Platform platform)
    {
        JsonObject json = [];
        if (platform.Architecture.Length > 0)
        {
            json["Architecture"] = platform.Architecture;
        }

        if (platform.OperatingSystem.Length > 0)
        {
            json["OS"] = platform.OperatingSystem;
        }

        return json;
    }

    /// <summary>The platform as users write it.</summary>
    public static string KeyOf(JsonNode platform) => $"{(string?)platform["OS"]}/{(string?)platform["Architecture"]}";
}
