using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Sets the credential spec of a Windows service; one that is a config needs a reference to it beside (docker/cli, command/service/create.go).</summary>
internal static class CredentialEdits
{
    private const string Parameter = "-CredentialSpec";

    private static readonly SpecPath s_configs = new("TaskTemplate.ContainerSpec.Configs");

    public static IEnumerable<SpecEdit> Set(CredentialSpec credential)
    {
        yield return ServiceOptions.CredentialSpec.Set(Parameter, credential);
        yield return new(Parameter, RemoveReference);
        if (credential.Config is { } config)
        {
            yield return new(Parameter, spec =>
            {
                JsonArray configs = s_configs.Read(spec) as JsonArray ?? [];
                configs.Add(FileSpec.Config(config));
                s_configs.Write(spec, configs.Parent is null ? configs : configs.DeepClone());
            });
        }
    }

    /// <summary>The credential spec in the engine's JSON; null for none any more.</summary>
    public static JsonObject? Build(CredentialSpec credential) => credential.File.Length > 0 ? new() { ["File"] = credential.File }
        : credential.Registry.Length > 0 ? new() { ["Registry"] = credential.Registry }
        : credential.Config is { } config ? new() { ["Config"] = config.SourceId }
        : null;

    /// <summary>Whether a reference is for the engine itself: changes of -Config leave it alone.</summary>
    public static bool IsReference(JsonNode config) => config["Runtime"] is JsonObject;

    private static void RemoveReference(JsonObject spec)
    {
        if (s_configs.Read(spec) is JsonArray configs && configs.OfType<JsonObject>().Any(IsReference))
        {
            s_configs.Write(spec, new JsonArray([.. configs.OfType<JsonObject>().Where(config => !IsReference(config)).Select(config => config.DeepClone())]));
        }
    }
}
