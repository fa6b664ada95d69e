using System.Text.Json.Nodes;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>JSON as text without insignificant white space, numbers as they were written.</summary>
internal static class Json
{
    public static string Plain(string json) => JsonNode.Parse(json)!.ToJsonString();
}
