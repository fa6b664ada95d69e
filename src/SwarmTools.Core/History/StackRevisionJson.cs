using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwarmTools.History;

/// <summary>What a revision of a stack is made of, as compressed JSON: the specs of its services, with references to secrets and configs only.</summary>
internal static class StackRevisionJson
{
    /// <summary>What this version writes; what a newer version writes otherwise is not read.</summary>
    private const int Format = 1;

    public static byte[] Write(StackRevisionDraft draft) => PackedJson.Pack(new()
    {
        ["format"] = Format,
        ["stack"] = draft.StackName,
        ["from"] = draft.From,
        ["by"] = draft.Author,
        ["reason"] = draft.Reason,
        ["networks"] = Json(draft.Networks),
        ["secrets"] = new JsonArray([.. draft.Secrets.Select(name => JsonValue.Create(name))]),
        ["configs"] = new JsonArray([.. draft.Configs.Select(name => JsonValue.Create(name))]),
        ["services"] = new JsonArray([.. draft.Services.Select(service => new JsonObject
        {
            ["key"] = service.Key,
            ["name"] = service.Name,
            ["after"] = Json(service.Dependencies),
            ["Spec"] = service.Spec.DeepClone(),
        })]),
    });

    /// <returns>What was written, without its outcome, and its bytes; null for what this version cannot read.</returns>
    public static (StackRevisionDraft Revision, byte[] Bytes)? Read(byte[] data)
    {
        try
        {
            byte[] bytes = PackedJson.Unpack(data);
            return JsonNode.Parse(bytes) is JsonObject document && (int?)document["format"] == Format ? (Draft(document), bytes) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Somebody else's data under our labels: not a revision.
            return null;
        }
    }

    /// <summary>The services that a revision keeps.</summary>
    public static IReadOnlyList<KeptService> ServicesOf(SwarmStackRevision revision) => Draft(Parsed(revision)).Services;

    /// <summary>The networks that a revision names: their names by their ids.</summary>
    public static IReadOnlyDictionary<string, string> NetworksOf(SwarmStackRevision revision) => Draft(Parsed(revision)).Networks;

    private static JsonObject Parsed(SwarmStackRevision revision) => (JsonObject)JsonNode.Parse(revision.RawJson)!;

    private static StackRevisionDraft Draft(JsonObject document) => new()
    {
        StackName = Text(document["stack"]),
        From = (int?)document["from"],
        Author = Text(document["by"]),
        Reason = Text(document["reason"]),
        Networks = Pairs(document["networks"]),
        Secrets = Names(document["secrets"]),
        Configs = Names(document["configs"]),
        Services = [.. (document["services"] as JsonArray ?? []).OfType<JsonObject>().Select(Service)],
    };

    private static KeptService Service(JsonObject service) =>
        new(Text(service["key"]), Text(service["name"]), service["Spec"]?.DeepClone() as JsonObject ?? throw new InvalidDataException("A service has no spec."))
        {
            Dependencies = Pairs(service["after"]),
        };

    private static JsonObject Json(IReadOnlyDictionary<string, string> pairs)
    {
        JsonObject json = [];
        foreach (KeyValuePair<string, string> pair in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json[pair.Key] = pair.Value;
        }

        return json;
    }

    private static Dictionary<string, string> Pairs(JsonNode? node) =>
        (node as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);

    private static IReadOnlyList<string> Names(JsonNode? node) => [.. (node as JsonArray ?? []).Select(Text)];

    private static string Text(JsonNode? node) => (string?)node ?? "";
}
