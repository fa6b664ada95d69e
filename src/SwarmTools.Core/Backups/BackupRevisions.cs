using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.History;
using SwarmTools.Text;

namespace SwarmTools.Backups;

/// <summary>Takes the ids of one swarm out of a kept revision, and puts those of another one in. Pure.</summary>
/// <remarks>What a revision names and its swarm has no longer keeps its id: nothing of another swarm must take its place.</remarks>
internal static class BackupRevisions
{
    private const string Spec = "Spec";
    private const string ServiceId = "serviceId";
    private const string Networks = "networks";

    /// <summary>What a config holds that keeps a revision; null for what cannot be read, which is then a config as any other.</summary>
    public static JsonObject? Unpacked(byte[] data) =>
        (RevisionJson.Read(data)?.Bytes ?? StackRevisionJson.Read(data)?.Bytes) is { } bytes ? JsonNode.Parse(bytes) as JsonObject : null;

    /// <summary>The specs that a revision of a service or stack keeps.</summary>
    public static IEnumerable<JsonObject> Specs(JsonObject document) =>
        Owners(document).Select(owner => owner[Spec]).OfType<JsonObject>();

    /// <summary>The number of a revision, as its label says.</summary>
    public static string NumberOf(BackupRevision revision) => Label(revision, RevisionLabels.OfServices.Number) ?? Label(revision, RevisionLabels.OfStacks.Number) ?? "?";

    /// <summary>Whose a revision is, such as <c>the stack 'shop'</c>.</summary>
    public static string OwnerOf(BackupRevision revision) => Label(revision, RevisionLabels.OfServices.Owner) is { } service ? $"the service '{service}'" : $"the stack '{Label(revision, RevisionLabels.OfStacks.Owner)}'";

    /// <summary>A revision with names for ids.</summary>
    public static JsonObject Named(JsonObject document, BackupNames names, IReadOnlyList<SwarmService> services)
    {
        JsonObject copy = WithSpecs(document, names.Of);
        if ((string?)copy[ServiceId] is { } id && services.Any(service => service.Id == id && service.Name == (string?)copy["serviceName"]))
        {
            copy[ServiceId] = "";
        }

        Rename(copy, names.Network);
        return copy;
    }

    /// <summary>The service whose id a revision waits for; null for none.</summary>
    public static string? ServiceOf(JsonObject document) => (string?)document[ServiceId] is "" ? (string?)document["serviceName"] : null;

    /// <summary>A revision with the ids of a swarm.</summary>
    /// <param name="document">The revision.</param>
    /// <param name="resolved">Puts ids into a spec.</param>
    /// <param name="networkId">The id of a network by its name; null where there is none.</param>
    /// <param name="serviceId">The id of a service by its name.</param>
    public static JsonObject Resolved(JsonObject document, Func<JsonObject, JsonObject> resolved, Func<string, string?> networkId, Func<string, string> serviceId)
    {
        JsonObject copy = WithSpecs(document, resolved);
        if (ServiceOf(copy) is { } service)
        {
            copy[ServiceId] = serviceId(service);
        }

        Rename(copy, name => networkId(name) ?? name);
        return copy;
    }

    /// <summary>A revision without the id of its service.</summary>
    public static JsonObject WithoutServiceId(JsonObject document)
    {
        JsonObject copy = (JsonObject)document.DeepClone();
        copy.Remove(ServiceId);
        return copy;
    }

    /// <summary>A revision with other specs.</summary>
    public static JsonObject WithSpecs(JsonObject document, Func<JsonObject, JsonObject> changed)
    {
        JsonObject copy = (JsonObject)document.DeepClone();
        foreach (JsonObject owner in Owners(copy).Where(owner => owner[Spec] is JsonObject).ToArray())
        {
            owner[Spec] = changed((JsonObject)owner[Spec]!);
        }

        return copy;
    }

    private static string? Label(BackupRevision revision, string key) => revision.Labels.TryGetValue(key, out string? text) ? ConsoleText.Neutralise(text) : null;

    // A revision of a service is the owner of its spec, one of a stack has several.
    private static IEnumerable<JsonObject> Owners(JsonObject document) =>
        document["services"] is JsonArray services ? services.OfType<JsonObject>() : [document];

    // Those of stacks tell the names of networks by their ids.
    private static void Rename(JsonObject document, Func<string, string> key)
    {
        if (document[Networks] is JsonObject networks)
        {
            JsonObject renamed = [];
            foreach (KeyValuePair<string, JsonNode?> network in networks.OrderBy(network => (string?)network.Value, StringComparer.Ordinal))
            {
                renamed[key(network.Key)] = network.Value?.DeepClone();
            }

            document[Networks] = renamed;
        }
    }
}
