using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Compose;

/// <summary>Looks through a project for what docker's client or an engine would refuse when it is deployed (docker/cli, cli/compose/convert).</summary>
/// <param name="input">Variables and files of this machine.</param>
/// <param name="findings">Takes the errors.</param>
/// <param name="given">The keys of secrets whose values are given, and not looked for.</param>
internal sealed class ComposeChecks(IComposeInput input, ICollection<SwarmStackFinding> findings, IReadOnlyCollection<string> given)
{
    private static readonly string[] s_files = ["secrets", "configs"];
    private static readonly string[] s_restarts = ["no", "always", "unless-stopped", "on-failure"];

    private readonly BoundedFindings _findings = new(findings);

    public void Apply(ComposeMapping project)
    {
        Dictionary<string, (string Service, string Port)> published = new(StringComparer.Ordinal);
        ComposeMapping services = project.Below("services");
        ComposeCycles cycles = new(services);
        ComposeValueChecks values = new(Say);
        foreach (ComposeEntry entry in services.Entries)
        {
            if (entry.Value is ComposeMapping service)
            {
                string path = "services." + entry.Key.Text;
                CheckImage(service, entry, path);
                values.Apply(service, path);
                CheckDeploy(service, path);
                CheckHealth(service, path);
                CheckNames(project, service, path);
                CheckMounts(project, service, path);
                CheckPorts(service, entry.Key.Text, path, published);
                CheckDependencies(services, cycles, entry.Key.Text, service, path);
            }
        }

        foreach (string section in s_files)
        {
            foreach (ComposeEntry entry in project.Entries(section))
            {
                if (section == "configs" || !given.Contains(entry.Key.Text))
                {
                    CheckSource(entry, $"{section}.{entry.Key.Text}");
                }
            }
        }
    }

    private void CheckImage(ComposeMapping service, ComposeEntry entry, string path)
    {
        string image = service.Text("image");
        if (image.Length == 0 && !findings.Any(finding => finding.Path == path + ".image" || finding.Path == path + ".extends"))
        {
            Say(entry.Key, path, "It has no image. A swarm runs images: name one with 'image'.");
        }
        else if (image.Length > 0 && !IsOpen(image))
        {
            Try(service["image"]!, path + ".image", () => ImageName.Require(image));
        }
    }

    private void CheckDeploy(ComposeMapping service, string path)
    {
        ComposeMapping deploy = service.Below("deploy");
        if (deploy.Text("mode") is "global" or "global-job" && deploy["replicas"] is { } replicas)
        {
            Say(replicas, path + ".deploy.replicas", $"A {deploy.Text("mode")} service has no replicas: it runs once on each node. Leave one of the two out.");
        }

        foreach (ComposeNode constraint in deploy.Below("placement").Items("constraints"))
        {
            if (constraint is ComposeScalar text && !IsOpen(text.Text))
            {
                Try(text, path + ".deploy.placement.constraints", () => ConstraintSyntax.Parse(text.Text));
            }
        }

        if (service["restart"] is ComposeScalar restart && !IsOpen(restart.Text) && !IsRestart(restart.Text))
        {
            Say(restart, path + ".restart", $"'{restart.Text}' is not one of no, always, unless-stopped and on-failure[:ATTEMPTS].");
        }
    }

    // How often it is tried is a number, as docker reads it.
    private static bool IsRestart(string text) => text.Split([':'], 2) is var parts
        && s_restarts.Contains(parts[0], StringComparer.Ordinal) && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    private void CheckHealth(ComposeMapping service, string path)
    {
        ComposeMapping health = service.Below("healthcheck");
        if (health.Flag("disable") && health.Texts("test") is { Count: > 0 } and not [ComposeServiceView.Disabled])
        {
            Say(health["disable"]!, path + ".healthcheck.disable", "A health check cannot have a test and be switched off. Leave one of the two out.");
        }
        else if (health.Texts("test") is [not ("CMD" or "CMD-SHELL" or ComposeServiceView.Disabled), ..])
        {
            Say(health["test"]!, path + ".healthcheck.test", "As a list it begins with CMD, CMD-SHELL or NONE. Put one of them first, or write the command as one text.");
        }
    }

    private void CheckNames(ComposeMapping project, ComposeMapping service, string path)
    {
        IEnumerable<ComposeScalar> networks = service.Entries("networks").Select(entry => entry.Key).Where(name => name.Text != "default");
        CheckKnown(project, "networks", networks, path + ".networks");
        foreach (string section in s_files)
        {
            CheckKnown(project, section, service.Items(section).Select(item => (item as ComposeMapping)?["source"]).OfType<ComposeScalar>(), $"{path}.{section}");
        }

        ComposeMapping credential = service.Below("credential_spec");
        CheckKnown(project, "configs", new[] { credential["config"] }.OfType<ComposeScalar>(), path + ".credential_spec.config");
        if (credential.Entries.Count > 1)
        {
            Say(credential, path + ".credential_spec", "It takes one of config, file and registry.");
        }
    }

    private void CheckMounts(ComposeMapping project, ComposeMapping service, string path)
    {
        HashSet<string> targets = new(StringComparer.Ordinal);
        foreach (ComposeMapping mount in service.Items("volumes").OfType<ComposeMapping>())
        {
            string type = mount.Text("type");
            CheckKnown(project, "volumes", new[] { type == "volume" ? mount["source"] : null }.OfType<ComposeScalar>(), path + ".volumes");
            if (type == "tmpfs" && mount["source"] is { } source)
            {
                Say(source, path + ".volumes", "Memory (tmpfs) has no source. Leave it out.");
            }

            if (mount.Text("target").Length == 0)
            {
                Say(mount["target"] ?? mount, path + ".volumes", "It is not said where it is mounted. Name the 'target'.");
            }
            else if (mount["target"] is { } target && !targets.Add(mount.Text("target")))
            {
                Say(target, path + ".volumes", $"Something is mounted at '{mount.Text("target")}' already.");
            }
        }
    }

    private void CheckKnown(ComposeMapping project, string section, IEnumerable<ComposeScalar> names, string path)
    {
        foreach (ComposeScalar name in names.Where(name => !IsOpen(name.Text) && project.Below(section)[name.Text] is null))
        {
            Say(name, path, $"'{name.Text}' is not among the {section} of the file. Add it at the top level, with 'external: true' where it exists already.");
        }
    }

    private void CheckPorts(ComposeMapping service, string name, string path, Dictionary<string, (string Service, string Port)> published)
    {
        foreach (ComposeMapping port in service.Items("ports").OfType<ComposeMapping>().Where(port => port.Text("target") is "" or "0"))
        {
            Say(port, path + ".ports", "It is not said which port of the container it is. Name the 'target'.");
        }

        foreach (ComposeMapping port in service.Items("ports").OfType<ComposeMapping>().Where(port => port.Text("published") is not ("" or "0") && port.Text("mode") != "host"))
        {
            string protocol = port.Text("protocol") is { Length: > 0 } given ? given : "tcp";
            string key = $"{port.Text("published")}/{protocol}";
            if (service.Below("deploy").Text("endpoint_mode") == "dnsrr")
            {
                Say(port, path + ".ports", $"The port {key} needs an address of the service, which endpoint_mode dnsrr does not give. Publish it with mode: host.");
            }

            (string Service, string Port) use = (name, port.Text("target"));
            if (published.TryGetValue(key, out (string Service, string Port) other) && other != use)
            {
                Say(port, path + ".ports", $"The port {key} is published by '{other.Service}' already. Use another one.");
            }

            published[key] = use;
        }
    }

    private void CheckDependencies(ComposeMapping services, ComposeCycles cycles, string name, ComposeMapping service, string path)
    {
        foreach (ComposeEntry other in service.Entries("depends_on"))
        {
            string place = $"{path}.depends_on.{other.Key.Text}";
            if (services[other.Key.Text] is null)
            {
                if (ComposeBuild.TextOf(other.Value, "required") != "false")
                {
                    Say(other.Key, place, $"There is no service '{other.Key.Text}'.");
                }
            }
            else if (cycles.IsOne(name, other.Key.Text))
            {
                Say(other.Key, place, $"'{name}' and '{other.Key.Text}' wait for each other. Take one of the dependencies away.");
            }
        }
    }

    private void CheckSource(ComposeEntry entry, string path)
    {
        if (entry.Value is not ComposeMapping file || file.Flag("external") || file["driver"] is not null)
        {
            return;
        }

        if (file.Text("file") is { Length: > 0 } name && !IsOpen(name) && !ComposeSource.IsElsewhere(name) && !ComposeSource.IsOfNetwork(name) && !input.HasFile(name))
        {
            Say(file["file"]!, path + ".file", $"There is no file '{name}'.");
        }
        else if (file.Text("environment") is { Length: > 0 } variable && !IsOpen(variable) && input.Variable(variable) is null)
        {
            Say(file["environment"]!, path + ".environment", $"The variable '{variable}' is not set.");
        }
        else if (file["file"] is null && file["environment"] is null && file["content"] is null)
        {
            Say(entry.Key, path, "It is not said where its value comes from. Name a 'file', or write 'external: true' where it exists already.");
        }
    }

    private void Try(ComposeNode at, string path, Action check)
    {
        try
        {
            check();
        }
        catch (SwarmException failure)
        {
            Say(at, path, failure.Message);
        }
    }

    // What only variables will tell, which were not filled in.
    private static bool IsOpen(string text) => text.IndexOf('$') >= 0;

    private void Say(ComposeNode at, string path, string message) => _findings.Add(SwarmStackSeverity.Error, at.At, path, message);
}
