using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Brings a running service into a service of a file: the way back of <see cref="ServiceConverter"/>. What a file cannot say is left out, and found by comparing.</summary>
/// <param name="sections">What the service refers to.</param>
/// <param name="mounts">Writes its mounts.</param>
/// <param name="observed">What the swarm has.</param>
internal sealed partial class ServiceExporter(ExportSections sections, MountExporter mounts, ObservedStack observed)
{
    public ComposeMapping Export(string key, SwarmService service)
    {
        JsonObject spec = ServiceSpec.Of(service).Json;
        MappingBuilder file = new();
        AddContainer(file, spec, service);
        AddHealth(file, spec);
        AddSecurity(file, spec);
        AddReach(file, spec, key);
        AddFiles(file, spec);
        AddLogging(file, spec);
        return file.Add("deploy", Deploy(spec)).Build();
    }

    // What the file named, where that runs: a digest would keep it from newer images.
    private static string ImageOf(JsonObject spec, SwarmService service) =>
        service.Labels.TryGetValue(StackNames.ImageLabel, out string? image) && StackObserver.Runs(service, image) ? image : (string?)ServiceOptions.Image.Read(spec) ?? "";

    private static void AddContainer(MappingBuilder file, JsonObject spec, SwarmService service) => file
        .AddText("image", ImageOf(spec, service))
        .AddTexts("entrypoint", ServiceOptions.Entrypoint.Read(spec))
        .AddTexts("command", ServiceOptions.Arguments.Read(spec))
        .Add("environment", Environment(spec))
        .AddPairs("labels", FreeLabels(ServiceOptions.ContainerLabels.Read(spec)))
        .AddText("hostname", ServiceOptions.Hostname.Read(spec))
        .AddText("user", ServiceOptions.User.Read(spec))
        .AddTexts("group_add", ServiceOptions.Groups.Read(spec))
        .AddText("working_dir", ServiceOptions.WorkingDirectory.Read(spec))
        .AddFlag("read_only", ServiceOptions.ReadOnly.Read(spec))
        .AddFlag("tty", ServiceOptions.Tty.Read(spec))
        .AddFlag("stdin_open", ServiceOptions.OpenStdin.Read(spec))
        .Add("init", ServiceOptions.Init.Read(spec) is { } init ? MappingBuilder.Plain((bool)init ? "true" : "false") : null)
        .AddText("isolation", (string?)ServiceOptions.Isolation.Read(spec) is { } isolation and not "default" ? isolation : null)
        .AddText("stop_signal", ServiceOptions.StopSignal.Read(spec))
        .AddDuration("stop_grace_period", ServiceOptions.StopGracePeriod.Read(spec), isZeroSaid: true)
        .AddPairs("sysctls", ServiceOptions.Sysctls.Read(spec))
        .Add("ulimits", Limits(spec))
        .AddNumber("oom_score_adj", ServiceOptions.OomScoreAdjustment.Read(spec));

    // A variable that stands alone has no value.
    private static MappingBuilder Environment(JsonObject spec)
    {
        MappingBuilder variables = new();
        foreach (string variable in Texts(ServiceOptions.Environment.Read(spec)))
        {
            int equals = variable.IndexOf('=');
            variables.Add(equals < 0 ? variable : variable[..equals], equals < 0 ? MappingBuilder.Plain("") : MappingBuilder.Text(variable[(equals + 1)..]));
        }

        return variables;
    }

    private static MappingBuilder Limits(JsonObject spec)
    {
        MappingBuilder limits = new();
        foreach (JsonObject limit in Items(ServiceOptions.Ulimits.Read(spec)))
        {
            (string soft, string hard) = (limit["Soft"]?.ToJsonString() ?? "0", limit["Hard"]?.ToJsonString() ?? "0");
            limits.Add((string?)limit["Name"] ?? "", soft == hard ? MappingBuilder.Plain(soft) : new MappingBuilder().AddPlain("soft", soft).AddPlain("hard", hard).Build());
        }

        return limits;
    }

    private static void AddHealth(MappingBuilder file, JsonObject spec)
    {
        JsonNode? test = ServiceOptions.HealthTest.Read(spec);
        MappingBuilder health = new();
        file.Add("healthcheck", Texts(test).FirstOrDefault() == ServiceConverter.NoHealthCheck
            ? health.AddPlain("disable", "true")
            : health.AddTexts("test", test)
                .AddDuration("interval", ServiceOptions.HealthInterval.Read(spec))
                .AddDuration("timeout", ServiceOptions.HealthTimeout.Read(spec))
                .AddNumber("retries", ServiceOptions.HealthRetries.Read(spec))
                .AddDuration("start_period", ServiceOptions.HealthStartPeriod.Read(spec))
                .AddDuration("start_interval", ServiceOptions.HealthStartInterval.Read(spec)));
    }

    private static void AddSecurity(MappingBuilder file, JsonObject spec)
    {
        IEnumerable<string> options =
        [
            .. (bool?)ServiceOptions.NoNewPrivileges.Read(spec) == true ? ["no-new-privileges:true"] : Array.Empty<string>(),
            .. (string?)ServiceOptions.Seccomp.Read(spec)?["Mode"] == "unconfined" ? ["seccomp:unconfined"] : Array.Empty<string>(),
            .. (string?)ServiceOptions.AppArmor.Read(spec)?["Mode"] == "disabled" ? ["apparmor:unconfined"] : Array.Empty<string>(),
        ];
        file.AddTexts("cap_add", ServiceOptions.AddedCapabilities.Read(spec))
            .AddTexts("cap_drop", ServiceOptions.DroppedCapabilities.Read(spec))
            .AddItems("security_opt", options.Select(MappingBuilder.Text));
    }

    private static void AddLogging(MappingBuilder file, JsonObject spec) => file.Add("logging", new MappingBuilder()
        .AddText("driver", ServiceOptions.LogDriver.Read(spec)?["Name"])
        .AddPairs("options", ServiceOptions.LogOptions.Read(spec)));

    private static IEnumerable<KeyValuePair<string, string>> FreeLabels(JsonNode? labels) => MappingBuilder.PairsOf(labels).Where(label => !StackNames.IsLabel(label.Key));

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(text => (string?)text ?? "");

    private static IEnumerable<JsonObject> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
