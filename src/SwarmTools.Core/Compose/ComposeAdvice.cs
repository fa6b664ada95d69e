using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SwarmTools.Text;

namespace SwarmTools.Compose;

/// <summary>Looks through a project for what would go wrong in a swarm, and for what could be better.</summary>
internal sealed class ComposeAdvice(ICollection<SwarmStackFinding> findings)
{
    private static readonly Regex s_secretName = new("(pass(word|wd)?|secret|token|api_?key|private_?key)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly string[] s_owned = ["networks", "secrets", "configs"];

    public void Apply(ComposeMapping project)
    {
        if (project["services"] is not ComposeMapping services)
        {
            return;
        }

        Dictionary<string, string> published = new(StringComparer.Ordinal);
        foreach (ComposeEntry entry in services.Entries)
        {
            if (entry.Value is ComposeMapping service)
            {
                string path = "services." + entry.Key.Text;
                AboutImage(service, entry, path);
                AboutHealth(service, entry, path);
                AboutSecrets(service, path);
                AboutNames(project, service, path);
                AboutPorts(service, entry.Key.Text, path, published);
                AboutDependencies(services, service, path);
            }
        }
    }

    private void AboutImage(ComposeMapping service, ComposeEntry entry, string path)
    {
        string image = ComposeBuild.TextOf(service, "image");
        if (image.Length == 0)
        {
            Say(SwarmStackSeverity.Error, entry.Key, path, "It has no image. A swarm runs images: name one with 'image'.");
        }
        else if (image.EndsWith(":latest", StringComparison.Ordinal) || (image.IndexOf('@') < 0 && image.LastIndexOf(':') <= image.LastIndexOf('/')))
        {
            Say(SwarmStackSeverity.Advice, service["image"]!, path + ".image", $"'{image}' may be another image tomorrow. Name a version.");
        }

        if ((service["deploy"] as ComposeMapping)?["resources"] is not ComposeMapping resources || resources["limits"] is null)
        {
            Say(SwarmStackSeverity.Advice, entry.Key, path, "It may take all memory and processors of its node. Set deploy.resources.limits.");
        }
    }

    private void AboutHealth(ComposeMapping service, ComposeEntry entry, string path)
    {
        if (service["healthcheck"] is not ComposeMapping health)
        {
            Say(SwarmStackSeverity.Advice, entry.Key, path, "It has no health check, so that a task counts as well as soon as it runs. Set 'healthcheck', unless its image has one.");
            return;
        }

        SwarmStackService read = ComposeServiceView.Of(entry.Key.Text, service);
        TimeSpan monitor = read.UpdateMonitor is { Ticks: > 0 } given ? given : EngineDefaults.Monitor;
        TimeSpan needed = EngineDefaults.HealthToFail(read.HealthCheck!.StartPeriod, read.HealthCheck.Interval, read.HealthCheck.Retries);
        if (!read.Mode.IsJob() && read.HealthCheck.Test is [not ComposeServiceView.Disabled, ..] && monitor < needed)
        {
            ComposeMapping update = service.Below("deploy").Below("update_config");
            Say(
                SwarmStackSeverity.Advice,
                update["monitor"] ?? health,
                update["monitor"] is null ? path + ".healthcheck" : path + ".deploy.update_config.monitor",
                $"An update watches a new task for {SwarmText.Duration(monitor)}, but its health check takes up to {SwarmText.Duration(needed)} to fail: a task that breaks later goes unnoticed. Set deploy.update_config.monitor to {SwarmText.Duration(needed).Replace(" ", "")}, or shorten the health check.");
        }
    }

    private void AboutSecrets(ComposeMapping service, string path)
    {
        foreach (ComposeEntry variable in (service["environment"] as ComposeMapping)?.Entries ?? [])
        {
            if (s_secretName.IsMatch(variable.Key.Text) && variable.Value is ComposeScalar { IsNull: false, Text.Length: > 0 })
            {
                // The value is not told.
                Say(SwarmStackSeverity.Advice, variable.Key, $"{path}.environment.{variable.Key.Text}", "It looks like a secret, and everybody who may inspect the service can read it. Use 'secrets'.");
            }
        }
    }

    private void AboutNames(ComposeMapping project, ComposeMapping service, string path)
    {
        foreach (string section in s_owned)
        {
            IEnumerable<ComposeScalar> used = service[section] switch
            {
                ComposeMapping mapping => mapping.Entries.Select(entry => entry.Key),
                ComposeSequence sequence => sequence.Items.Select(item => (item as ComposeMapping)?["source"]).OfType<ComposeScalar>(),
                _ => [],
            };
            foreach (ComposeScalar name in used.Where(name => (project[section] as ComposeMapping)?[name.Text] is null && !(section == "networks" && name.Text == "default")))
            {
                Say(SwarmStackSeverity.Error, name, $"{path}.{section}", $"'{name.Text}' is not among the {section} of the file. Add it at the top level, with 'external: true' where it exists already.");
            }
        }
    }

    private void AboutDependencies(ComposeMapping services, ComposeMapping service, string path)
    {
        foreach (ComposeEntry other in (service["depends_on"] as ComposeMapping)?.Entries ?? [])
        {
            if (services[other.Key.Text] is null && ComposeBuild.TextOf(other.Value, "required") != "false")
            {
                Say(SwarmStackSeverity.Error, other.Key, $"{path}.depends_on.{other.Key.Text}", $"There is no service '{other.Key.Text}'.");
            }
        }
    }

    private void AboutPorts(ComposeMapping service, string name, string path, Dictionary<string, string> published)
    {
        foreach (ComposeNode port in (service["ports"] as ComposeSequence)?.Items ?? [])
        {
            string number = ComposeBuild.TextOf(port, "published");
            string protocol = ComposeBuild.TextOf(port, "protocol");
            string key = $"{number}/{(protocol.Length > 0 ? protocol : "tcp")}";
            if (number is "" or "0" || ComposeBuild.TextOf(port, "mode") == "host")
            {
                continue;
            }

            if (published.TryGetValue(key, out string? other) && other != name)
            {
                Say(SwarmStackSeverity.Error, port, path + ".ports", $"The port {key} is published by '{other}' already. Use another one.");
            }

            published[key] = name;
        }
    }

    private void Say(SwarmStackSeverity severity, ComposeNode at, string path, string message) => findings.Add(severity, at.At, path, message);
}
