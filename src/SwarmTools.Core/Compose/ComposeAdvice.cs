using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using SwarmTools.Compose.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Compose;

/// <summary>Looks through a project for what could be better.</summary>
internal sealed class ComposeAdvice(ICollection<SwarmStackFinding> findings)
{
    private static readonly Regex s_secretName = new("((^|[^a-z])pass|pass(word|wd|phrase)|secret|token|(api|private|access|secret)_?key)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // An address with a password, or a key; what only a variable tells is none yet.
    private static readonly Regex s_secretValue = new(@"://[^/\s:@]*:[^/\s@$]+@|PRIVATE KEY-----", RegexOptions.CultureInvariant);

    private readonly BoundedFindings _findings = new(findings);

    public void Apply(ComposeMapping project)
    {
        if (project["services"] is not ComposeMapping services)
        {
            return;
        }

        foreach (ComposeEntry entry in services.Entries)
        {
            if (entry.Value is ComposeMapping service)
            {
                string path = "services." + entry.Key.Text;
                AboutImage(service, entry, path);
                AboutHealth(service, entry, path);
                AboutSecrets(service, path);
            }
        }
    }

    private void AboutImage(ComposeMapping service, ComposeEntry entry, string path)
    {
        string image = ComposeBuild.TextOf(service, "image");
        if (image.EndsWith(":latest", StringComparison.Ordinal) || (image.Length > 0 && image.IndexOf('@') < 0 && image.LastIndexOf(':') <= image.LastIndexOf('/')))
        {
            Say(service["image"]!, path + ".image", $"'{image}' may be another image tomorrow. Name a version.");
        }

        if (service.Below("deploy").Below("resources")["limits"] is null && service["mem_limit"] is null && service["cpus"] is null)
        {
            Say(entry.Key, path, "It may take all memory and processors of its node. Set deploy.resources.limits.");
        }
    }

    private void AboutHealth(ComposeMapping service, ComposeEntry entry, string path)
    {
        if (service["healthcheck"] is not ComposeMapping health)
        {
            Say(entry.Key, path, "It has no health check, so that a task counts as well as soon as it runs. Set 'healthcheck', unless its image has one.");
            return;
        }

        SwarmStackService read = ComposeServiceView.Of(entry.Key.Text, service);
        TimeSpan monitor = read.UpdateMonitor is { Ticks: > 0 } given ? given : EngineDefaults.Monitor;
        TimeSpan needed = EngineDefaults.HealthToFail(read.HealthCheck!.StartPeriod, read.HealthCheck.Interval, read.HealthCheck.Retries);
        if (!read.Mode.IsJob() && read.HealthCheck.Test is [not ComposeServiceView.Disabled, ..] && monitor < needed)
        {
            ComposeMapping update = service.Below("deploy").Below("update_config");
            Say(
                update["monitor"] ?? health,
                update["monitor"] is null ? path + ".healthcheck" : path + ".deploy.update_config.monitor",
                $"An update watches a new task for {SwarmText.Duration(monitor)}, but its health check takes up to {SwarmText.Duration(needed)} to fail. Set deploy.update_config.monitor to {SwarmText.Duration(needed).Replace(" ", "")}, or shorten the health check.");
        }
    }

    private void AboutSecrets(ComposeMapping service, string path)
    {
        foreach (ComposeEntry variable in (service["environment"] as ComposeMapping)?.Entries ?? [])
        {
            if (variable.Value is ComposeScalar { IsNull: false, Text.Length: > 0 } value && (s_secretName.IsMatch(variable.Key.Text) || s_secretValue.IsMatch(value.Text)))
            {
                // The value is not told.
                Say(variable.Key, $"{path}.environment.{variable.Key.Text}", "It looks like a secret, and everybody who may inspect the service can read it. Use 'secrets'.");
            }
        }
    }

    private void Say(ComposeNode at, string path, string message) => _findings.Add(SwarmStackSeverity.Advice, at.At, path, message);
}
