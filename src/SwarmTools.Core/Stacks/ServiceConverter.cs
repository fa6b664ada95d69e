using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <summary>Brings a service of a project into the spec that <c>docker stack deploy</c> sends (docker/cli, cli/compose/convert/service.go).</summary>
/// <param name="project">The project.</param>
/// <param name="names">The names of the stack.</param>
/// <param name="references">The names of what services refer to.</param>
/// <param name="api">The API of the engine: what it does not know is left out, and said to be.</param>
internal sealed partial class ServiceConverter(ComposeMapping project, StackNames names, StackReferences references, Version api)
{
    public DesiredService Convert(string key, ComposeMapping service)
    {
        ComposeMapping deploy = service.Below("deploy");
        string path = "services." + key;
        SpecEdits edits = new();
        AddContainer(edits, service, path);
        AddFiles(edits, service, path);
        AddReach(edits, service, deploy, key, path);
        AddResources(edits, service, deploy, path);
        AddTasks(edits, service, deploy, path);
        edits.Replace(ServiceOptions.Labels, path, WithImage(names.Labels(deploy.Pairs("labels")), service.Text("image")));

        JsonObject spec = new() { ["Name"] = names.Scoped(key), ["Mode"] = ModeOf(service, deploy) };
        foreach (SpecEdit edit in edits.All.Where(edit => !IsTooNew(edit)))
        {
            edit.Apply(spec);
        }

        return new(key, names.Scoped(key), spec)
        {
            Image = service.Text("image"),
            Dependencies = [.. service.Entries("depends_on")
                .Where(other => project.Below("services")[other.Key.Text] is not null)
                .Select(other => new StackDependency(other.Key.Text, ConditionOf(ComposeBuild.TextOf(other.Value, "condition"))))],
            Dropped = [.. edits.All.Where(IsTooNew).Select(edit => $"{edit.Parameter} has no effect: it needs an engine with API {edit.Since} or newer, and this one has {api}.")],
        };
    }

    private void AddContainer(SpecEdits edits, ComposeMapping service, string path)
    {
        void Text(ValueOption<string> option, string key) => edits.Set(option, $"{path}.{key}", service.Text(key) is { Length: > 0 } text ? text : null);
        void Flag(ValueOption<bool> option, string key) => edits.Set(option, $"{path}.{key}", service.Text(key) is { Length: > 0 } text ? text == "true" : null);
        void Texts(ListOption<string> option, string key) => edits.Replace(option, $"{path}.{key}", service.Texts(key));

        Text(ServiceOptions.Image, "image");
        Texts(ServiceOptions.Entrypoint, "entrypoint");
        Texts(ServiceOptions.Arguments, "command");
        Text(ServiceOptions.Hostname, "hostname");
        Text(ServiceOptions.User, "user");
        Text(ServiceOptions.WorkingDirectory, "working_dir");
        Text(ServiceOptions.StopSignal, "stop_signal");
        Flag(ServiceOptions.Tty, "tty");
        Flag(ServiceOptions.OpenStdin, "stdin_open");
        Flag(ServiceOptions.ReadOnly, "read_only");
        Flag(ServiceOptions.Init, "init");
        Texts(ServiceOptions.Groups, "group_add");
        Texts(ServiceOptions.DnsSearch, "dns_search");
        Texts(ServiceOptions.DnsOptions, "dns_opt");
        edits.Set(ServiceOptions.OomScoreAdjustment, path + ".oom_score_adj", service.Whole("oom_score_adj") is { } adjustment and not 0 ? adjustment : null);
        edits.Set(ServiceOptions.StopGracePeriod, path + ".stop_grace_period", service.Duration("stop_grace_period"));
        edits.Set(ServiceOptions.Isolation, path + ".isolation", EnumText.Parse<SwarmIsolation>(service.Text("isolation")) is var isolation && isolation == default ? null : isolation);
        edits.Replace(ServiceOptions.ContainerLabels, path + ".labels", names.Labels(service.Pairs("labels")));
        edits.Replace(ServiceOptions.Environment, path + ".environment", service.Entries("environment").Select(Variable).OrderBy(variable => variable, StringComparer.Ordinal));
        edits.Replace(ServiceOptions.Hosts, path + ".extra_hosts", service.Texts("extra_hosts").Select(Host));

        // What is no address was told, and has no effect, as in docker.
        edits.Replace(ServiceOptions.Nameservers, path + ".dns", service.Texts("dns").Where(address => AddressSyntax.Parse(address) is not null));
        edits.Replace(ServiceOptions.Sysctls, path + ".sysctls", service.Pairs("sysctls"));
        edits.Replace(ServiceOptions.Ulimits, path + ".ulimits", service.Entries("ulimits").Select(Limit).OrderBy(limit => limit.Name, StringComparer.Ordinal));
        AddCapabilities(edits, service, path);
        AddSecurity(edits, service, path);
        if (service["healthcheck"] is ComposeMapping health)
        {
            edits.Add(ServiceOptions.HealthCheck(path + ".healthcheck", Health(health)));
            edits.Set(ServiceOptions.HealthStartInterval, path + ".healthcheck.start_interval", health.Flag("disable") ? null : health.Duration("start_interval"));
        }
    }

    private bool IsTooNew(SpecEdit edit) => edit.Since > api;

    private static string Variable(ComposeEntry variable) => variable.Value is ComposeScalar { IsNull: false } value ? $"{variable.Key.Text}={value.Text}" : variable.Key.Text;

    // "HOST:ADDRESS" is "ADDRESS HOST" there.
    private static string Host(string text)
    {
        int mark = text.IndexOf(':');
        return $"{text[(mark + 1)..]} {text[..mark]}";
    }

    private static Ulimit Limit(ComposeEntry limit) => limit.Value is ComposeMapping both
        ? new(limit.Key.Text, both.Whole("soft") ?? 0, both.Whole("hard") ?? 0)
        : long.TryParse(((ComposeScalar)limit.Value).Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long one) ? new(limit.Key.Text, one, one) : new(limit.Key.Text, 0, 0);

    // All means all, and what is dropped is not added (docker/cli, opts/capabilities.go).
    private static void AddCapabilities(SpecEdits edits, ComposeMapping service, string path)
    {
        const string All = "ALL";
        IReadOnlyList<string> Names(string key) => [.. service.Texts(key).Select(CapabilitySyntax.Parse).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];
        IReadOnlyList<string> Reduced(IReadOnlyList<string> some) => some.Contains(All) ? [All] : some;
        IReadOnlyList<string> dropped = Reduced(Names("cap_drop"));
        edits.Replace(ServiceOptions.AddedCapabilities, path + ".cap_add", Reduced(Names("cap_add")).Except(dropped, StringComparer.Ordinal));
        edits.Replace(ServiceOptions.DroppedCapabilities, path + ".cap_drop", dropped);
    }

    private static SwarmHealthCheck Health(ComposeMapping health) => health.Flag("disable") ? new() { Test = [NoHealthCheck] } : new()
    {
        Test = health.Texts("test"),
        Interval = health.Duration("interval"),
        Timeout = health.Duration("timeout"),
        StartPeriod = health.Duration("start_period"),
        Retries = health.Small("retries"),
    };

    private static JsonObject ModeOf(ComposeMapping service, ComposeMapping deploy)
    {
        long? replicas = deploy.Whole("replicas") ?? service.Whole("scale");
        return deploy.Text("mode") switch
        {
            "global" => new() { ["Global"] = new JsonObject() },
            "global-job" => new() { ["GlobalJob"] = new JsonObject() },
            "replicated-job" => new() { ["ReplicatedJob"] = new JsonObject { ["MaxConcurrent"] = replicas ?? 1, ["TotalCompletions"] = replicas ?? 1 } },
            _ => new() { ["Replicated"] = new JsonObject { ["Replicas"] = replicas ?? 1 } },
        };
    }

    private static IReadOnlyDictionary<string, string> WithImage(IReadOnlyDictionary<string, string> labels, string image)
    {
        Dictionary<string, string> all = labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        all[StackNames.ImageLabel] = image;
        return all;
    }

    private static StackCondition ConditionOf(string condition) => condition switch
    {
        "service_healthy" => StackCondition.Healthy,
        "service_completed_successfully" => StackCondition.Completed,
        _ => StackCondition.Started,
    };
}
