using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Specs;

/// <summary>Writes the spec of a new service, in the engine's JSON. Names must have become ids before.</summary>
internal static class ServiceSpecBuilder
{
    public static JsonObject Build(ServiceDefinition service)
    {
        JsonObject spec = new()
        {
            ["Name"] = service.Name,
            ["Labels"] = PairJson.From(service.Labels),
            ["TaskTemplate"] = TaskTemplate(service),
            ["Mode"] = Mode(service),
        };
        if (service.Update is { } update)
        {
            spec["UpdateConfig"] = Update(update);
        }

        JsonObject endpoint = new() { ["Mode"] = EnumText.Write(service.EndpointMode, '-') };
        AddList(endpoint, "Ports", service.Ports.Select(Port));
        spec["EndpointSpec"] = endpoint;
        return spec;
    }

    private static JsonObject TaskTemplate(ServiceDefinition service)
    {
        JsonObject template = new() { ["ContainerSpec"] = Container(service) };
        if (service.Constraints.Count > 0)
        {
            template["Placement"] = new JsonObject { ["Constraints"] = Texts(service.Constraints) };
        }

        AddList(template, "Networks", service.Networks.Select(Network));
        return template;
    }

    private static JsonObject Container(ServiceDefinition service)
    {
        JsonObject container = new() { ["Image"] = service.Image };
        if (service.ContainerLabels.Count > 0)
        {
            container["Labels"] = PairJson.From(service.ContainerLabels);
        }

        AddTexts(container, "Command", service.Entrypoint);
        AddTexts(container, "Args", service.Arguments);
        AddTexts(container, "Env", [.. service.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        AddList(container, "Mounts", service.Mounts.Select(MountSpec.Build));
        AddList(container, "Secrets", service.Secrets.Select(secret => File(secret, "SecretID", "SecretName")));
        AddList(container, "Configs", service.Configs.Select(config => File(config, "ConfigID", "ConfigName")));
        if (service.HealthCheck is { } health)
        {
            container["Healthcheck"] = Health(health);
        }

        return container;
    }

    private static JsonObject Mode(ServiceDefinition service) => service.Mode switch
    {
        SwarmServiceMode.Global => new() { ["Global"] = new JsonObject() },
        SwarmServiceMode.Replicated => new() { ["Replicated"] = new JsonObject { ["Replicas"] = service.Replicas } },
        _ => throw new SwarmException(ErrorId.OptionInvalid, $"The mode '{service.Mode}' cannot be created. Accepted are Replicated and Global."),
    };

    private static JsonObject Update(UpdatePolicy update)
    {
        JsonObject json = new() { ["Parallelism"] = update.Parallelism };
        AddDuration(json, "Delay", update.Delay);
        AddDuration(json, "Monitor", update.Monitor);
        if (update.Order is { } order)
        {
            json["Order"] = EnumText.Write(order, '-');
        }

        if (update.FailureAction is { } action)
        {
            json["FailureAction"] = EnumText.Write(action, '-');
        }

        if (update.MaxFailureRatio is { } ratio)
        {
            json["MaxFailureRatio"] = (decimal)ratio;
        }

        return json;
    }

    private static JsonObject Health(HealthCheck health)
    {
        JsonObject json = [];
        AddTexts(json, "Test", health.Test);
        AddDuration(json, "Interval", health.Interval);
        AddDuration(json, "Timeout", health.Timeout);
        AddDuration(json, "StartPeriod", health.StartPeriod);
        if (health.Retries is { } retries)
        {
            json["Retries"] = retries;
        }

        return json;
    }

    private static JsonObject Network(NetworkUse network)
    {
        JsonObject json = new() { ["Target"] = network.Id };
        AddTexts(json, "Aliases", network.Aliases);
        if (network.DriverOptions.Count > 0)
        {
            json["DriverOpts"] = PairJson.From(network.DriverOptions);
        }

        return json;
    }

    private static JsonObject Port(SwarmPort port)
    {
        JsonObject json = new()
        {
            ["Protocol"] = EnumText.Write(port.Protocol, '-'),
            ["TargetPort"] = port.TargetPort,
            ["PublishMode"] = EnumText.Write(port.PublishMode, '-'),
        };
        if (port.PublishedPort > 0)
        {
            json["PublishedPort"] = port.PublishedPort;
        }

        return json;
    }

    private static JsonObject File(FileReference reference, string idKey, string nameKey) => new()
    {
        ["File"] = new JsonObject
        {
            ["Name"] = reference.Target.Length > 0 ? reference.Target : DefaultTarget(reference, idKey),
            ["UID"] = reference.Uid,
            ["GID"] = reference.Gid,
            ["Mode"] = reference.Mode,
        },
        [idKey] = reference.SourceId,
        [nameKey] = reference.Source,
    };

    // A secret's name is below /run/secrets, a config's below the root (docker/cli opts/config.go).
    private static string DefaultTarget(FileReference reference, string idKey) =>
        idKey == "ConfigID" ? "/" + reference.Source : reference.Source;

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static void AddTexts(JsonObject json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            json[name] = Texts(texts);
        }
    }

    private static void AddList(JsonObject json, string name, IEnumerable<JsonObject> items)
    {
        JsonArray list = [.. items];
        if (list.Count > 0)
        {
            json[name] = list;
        }
    }

    private static void AddDuration(JsonObject json, string name, TimeSpan? duration)
    {
        if (duration is { } time)
        {
            json[name] = time.Ticks * 100;
        }
    }
}
