using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwarmTools.History;

/// <summary>What a revision is made of, as compressed JSON: the spec as the engine's API has it, with references to secrets and configs only.</summary>
internal static class RevisionJson
{
    /// <summary>What this version writes; what a newer version writes otherwise is not read.</summary>
    private const int Format = 1;

    public static byte[] Write(RevisionDraft draft)
    {
        JsonObject document = new()
        {
            ["format"] = Format,
            ["serviceId"] = draft.ServiceId,
            ["serviceName"] = draft.ServiceName,
            ["from"] = draft.From,
            ["by"] = draft.Author,
            ["reason"] = draft.Reason,
            ["during"] = draft.During?.DeepClone(),
            ["Spec"] = draft.Spec.DeepClone(),
        };
        return PackedJson.Pack(document);
    }

    /// <returns>What was written, without its outcome, and its bytes; null for what this version cannot read.</returns>
    public static (RevisionDraft Revision, byte[] Bytes)? Read(byte[] data)
    {
        try
        {
            byte[] bytes = PackedJson.Unpack(data);
            return JsonNode.Parse(bytes) is JsonObject document && (int?)document["format"] == Format && document["Spec"] is JsonObject spec ? (Draft(document, spec), bytes) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Somebody else's data under our labels: not a revision.
            return null;
        }
    }

    private static RevisionDraft Draft(JsonObject document, JsonObject spec) => new()
    {
        ServiceId = (string?)document["serviceId"] ?? "",
        ServiceName = (string?)document["serviceName"] ?? "",
        Spec = spec,
        From = (int?)document["from"],
        Reason = (string?)document["reason"] ?? "",
        Author = (string?)document["by"] ?? "",
    };

    /// <summary>The spec that a revision keeps.</summary>
    public static JsonObject SpecOf(SwarmRevision revision) => (JsonObject)Parsed(revision)["Spec"]!.DeepClone();

    /// <summary>How its rollout replaces tasks on the way; null where the spec itself says so.</summary>
    public static JsonObject? DuringOf(SwarmRevision revision) => Parsed(revision)["during"]?.DeepClone() as JsonObject;

    private static JsonObject Parsed(SwarmRevision revision) => (JsonObject)JsonNode.Parse(revision.RawJson)!;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
