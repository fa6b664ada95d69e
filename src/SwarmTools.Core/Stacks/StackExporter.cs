using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Makes a compose file of a stack that runs: the way back of <see cref="StackConverter"/>. Pure: from what was seen to a text.</summary>
/// <param name="swarm">The swarm, as it was seen.</param>
/// <param name="yaml">Writes the file, and reads it again.</param>
/// <param name="api">The API of the engine.</param>
internal sealed class StackExporter(RunningSwarm swarm, IYaml yaml, Version api)
{
    /// <summary>The file by which the stack can be published again under its name.</summary>
    public StackExport Export(string stack, CancellationToken stop)
    {
        List<string> warnings = [];
        (string text, _) = Write(stack, isForCopy: false, warnings.Add);
        warnings.AddRange(new StackExportCheck(swarm.Observed, yaml, api).Apply(new(stack), text, stop));
        return new(text, warnings);
    }

    /// <summary>What the stack is made of anew in another swarm, or under another name: without the values of secrets, with the data of configs beside it.</summary>
    /// <param name="stack">The name of the stack.</param>
    /// <param name="isRenamed">Whether the copy has another name: then all that the stack makes gets a name of its own.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="SwarmException"><c>ComposeInvalid</c> for what no compose file can say at all.</exception>
    public StackCopy Copy(string stack, bool isRenamed, CancellationToken stop)
    {
        StackExport export = Export(stack, stop);
        (string text, ContentExporter contents) = Write(stack, isForCopy: true, _ => { }, isRenamed);
        List<SwarmStackFinding> findings = [];
        ComposeMapping? project = new ComposeReader(yaml, ComposeInput.None, findings).Read([("stack.yml", text)], stop);
        return project is not null && !findings.Exists(finding => finding.Severity == SwarmStackSeverity.Error)
            ? new(project, contents.Data, [.. export.Warnings.Select(warning => warning.Replace("publishing the file", "the copy"))])
            : throw new SwarmException(
                ErrorId.ComposeInvalid, $"The stack '{stack}' cannot be said in a compose file, and so not be copied: {string.Join(" ", findings.Where(finding => finding.Severity == SwarmStackSeverity.Error).Select(finding => $"{finding.Path}: {finding.Message}"))}");
    }

    private (string Text, ContentExporter Contents) Write(string stack, bool isForCopy, Action<string> warn, bool isRenamed = false)
    {
        StackNames names = new(stack);
        List<(string Key, SwarmService Service)> services = [];
        foreach (SwarmService service in swarm.Observed.Services.Where(service => names.IsOwn(service.Labels)).OrderBy(service => service.Name, StringComparer.Ordinal))
        {
            if (names.KeyOf(service.Name) is { } key)
            {
                services.Add((key, service));
            }
            else
            {
                warn($"The service '{service.Name}' is left out: a compose file names services '{names.Scoped("")}...', and publishing it would make another one.");
            }
        }

        JsonObject[] specs = [.. services.Select(service => ServiceSpec.Of(service.Service).Json)];
        ExportSections sections = new(new(names, isRenamed), new(names, isRenamed), new(names, isRenamed), new(names, isRenamed));
        NetworkExporter networks = new(names, swarm);
        networks.Export(sections.Networks, new HashSet<string>(specs.SelectMany(spec => Uses(ServiceOptions.Networks.Read(spec) ?? spec["Networks"], "Target"))), warn);
        ContentExporter contents = new(names, swarm.Observed, isForCopy);
        contents.ExportSecrets(sections.Secrets, new HashSet<string>(specs.SelectMany(spec => Uses(ServiceOptions.Secrets.Read(spec), "SecretName"))));
        contents.ExportConfigs(sections.Configs, new HashSet<string>(specs.SelectMany(spec => Uses(ServiceOptions.Configs.Read(spec), "ConfigName"))));
        VolumeExporter volumes = new(names);
        volumes.Export(sections.Volumes, specs.SelectMany(spec => (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>()));
        bool hasOpen = specs.SelectMany(spec => ServiceOptions.Environment.Read(spec) as JsonArray ?? []).Any(variable => ((string?)variable ?? "").IndexOf('=') < 0);
        string text = Notes(stack, contents, networks, hasOpen) + yaml.Write(File(stack, services, sections, new(sections, new(sections.Volumes, volumes), swarm.Observed)));
        return (text, contents);
    }

    private static ComposeMapping File(string stack, IReadOnlyList<(string Key, SwarmService Service)> services, ExportSections sections, ServiceExporter exporter)
    {
        MappingBuilder all = new();
        foreach ((string key, SwarmService service) in services)
        {
            all.Add(key, exporter.Export(key, service));
        }

        MappingBuilder file = new MappingBuilder().AddText("name", stack).Add("services", all.Build());
        foreach ((string title, ExportSection section) in new[] { ("networks", sections.Networks), ("volumes", sections.Volumes), ("secrets", sections.Secrets), ("configs", sections.Configs) })
        {
            ComposeMapping values = section.Build();
            file.Add(title, values.Entries.Count == 0 ? null : values);
        }

        return file.Build();
    }

    // What the file has in another way than it was published.
    private static string Notes(string stack, ContentExporter contents, NetworkExporter networks, bool hasOpenVariables)
    {
        StringBuilder notes = new();
        void Say(bool isSo, string note) => notes.Append(isSo ? $"# {note}\n" : "");
        Say(true, $"The stack '{stack}', as it ran. A swarm does not keep depends_on, profiles, and what was read from variables and files.");
        Say(contents.HasSecrets, "Secrets are external, for their values cannot be read. For another swarm, name a file in the place of external and name.");
        Say(contents.NoText.Count > 0, $"No text, and therefore external: the configs {string.Join(", ", contents.NoText)}.");
        Say(hasOpenVariables, "A variable without a value takes that of whoever publishes the file, where there is one.");
        Say(networks.LeavesSubnets, "Subnets are left out where the swarm may have chosen them.");
        return notes.ToString();
    }

    private static IEnumerable<string> Uses(JsonNode? list, string key) => (list as JsonArray ?? []).OfType<JsonObject>().Select(use => (string?)use[key] ?? "");
}
