using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>The spec that a service of a stack is to have in this very swarm: with the versions of secrets and configs that hold the data, with the image that runs, and with what stays of the service that is there.</summary>
/// <param name="observed">What the swarm has.</param>
/// <param name="options">What is to stay.</param>
/// <param name="secretNames">The versions of secrets by their plain names.</param>
/// <param name="configNames">The versions of configs by their plain names.</param>
internal sealed class WishedSpec(ObservedStack observed, StackPlanOptions options, IReadOnlyDictionary<string, string> secretNames, IReadOnlyDictionary<string, string> configNames)
{
    /// <param name="service">The service.</param>
    /// <param name="old">The spec that it has; null for none.</param>
    public JsonObject Of(DesiredService service, JsonObject? old)
    {
        JsonObject spec = (JsonObject)service.Spec.DeepClone();
        Rename(spec, "Secrets", "SecretName", secretNames);
        Rename(spec, "Configs", "ConfigName", configNames);
        SpecPath credential = new("TaskTemplate.ContainerSpec.Privileges.CredentialSpec.Config");
        if (RuntimeConfig(spec) is { } config)
        {
            credential.Write(spec, config);
        }

        if (observed.Images.TryGetValue(service.Name, out ImageResolution? image))
        {
            bool hasPlatforms = ServiceOptions.Platforms.Read(spec) is not null;
            foreach (SpecEdit edit in hasPlatforms ? [ServiceOptions.Image.Set("image", image.Image)] : image.Edits())
            {
                edit.Apply(spec);
            }
        }
        else if (old is not null)
        {
            Carry(old, spec, "TaskTemplate.ContainerSpec.Image");
            Carry(old, spec, "TaskTemplate.Placement.Platforms");
        }

        if (old is not null)
        {
            // As docker does: what was replaced by force is not replaced again.
            Carry(old, spec, "TaskTemplate.ForceUpdate");
            if (options.PreservesReplicas && ModeOf(old) == nameof(SwarmServiceMode.Replicated) && ModeOf(spec) == nameof(SwarmServiceMode.Replicated))
            {
                Carry(old, spec, "Mode.Replicated.Replicas");
            }
        }

        return spec;
    }

    private static void Carry(JsonObject from, JsonObject to, string path)
    {
        SpecPath place = new(path);
        place.Write(to, place.Read(from)?.DeepClone());
    }

    private static string? RuntimeConfig(JsonObject spec) => (ServiceOptions.Configs.Read(spec) as JsonArray ?? []).OfType<JsonObject>()
        .Where(CredentialEdits.IsReference).Select(config => (string?)config["ConfigName"]).FirstOrDefault();

    private static void Rename(JsonObject spec, string list, string key, IReadOnlyDictionary<string, string> names)
    {
        foreach (JsonObject use in (new SpecPath("TaskTemplate.ContainerSpec." + list).Read(spec) as JsonArray ?? []).OfType<JsonObject>())
        {
            if (names.TryGetValue((string?)use[key] ?? "", out string? name))
            {
                use[key] = name;
            }
        }
    }

    /// <summary>The mode of a spec, such as Replicated.</summary>
    public static string ModeOf(JsonObject spec) => (spec["Mode"] as JsonObject)?.Select(mode => mode.Key).FirstOrDefault() ?? nameof(SwarmServiceMode.Replicated);
}
