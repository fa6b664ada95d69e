using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Compose;

/// <summary>Shows a project as public objects.</summary>
internal static class ComposeView
{
    /// <param name="project">The project, in its usual form.</param>
    /// <param name="write">Writes the same as text, which few ask for.</param>
    public static SwarmStackProject Of(ComposeMapping project, Func<string> write) => new()
    {
        Name = ComposeBuild.TextOf(project, "name"),
        Services = [.. Entries(project, "services").Where(entry => entry.Value is ComposeMapping).Select(entry => Service(entry.Key.Text, (ComposeMapping)entry.Value))],
        Networks = Names(project, "networks"),
        Volumes = Names(project, "volumes"),
        Secrets = Names(project, "secrets"),
        Configs = Names(project, "configs"),
        Text = new(write),
    };

    private static SwarmStackService Service(string name, ComposeMapping service)
    {
        ComposeNode? deploy = service["deploy"];
        SwarmServiceMode mode = deploy is not null && ComposeBuild.TextOf(deploy, "mode") is { Length: > 0 } text ? EnumText.Parse<SwarmServiceMode>(text.Replace("-", "")) : SwarmServiceMode.Replicated;
        return new()
        {
            Name = name,
            Image = ComposeBuild.TextOf(service, "image"),
            Mode = mode,
            Replicas = mode is SwarmServiceMode.Global or SwarmServiceMode.GlobalJob ? null : Replicas(service, deploy),
            Ports = [.. Items(service, "ports").Select(Port)],
            Networks = Names(service, "networks"),
            Secrets = [.. Items(service, "secrets").Select(file => ComposeBuild.TextOf(file, "source"))],
            Configs = [.. Items(service, "configs").Select(file => ComposeBuild.TextOf(file, "source"))],
            DependsOn = Names(service, "depends_on"),
        };
    }

    private static long? Replicas(ComposeMapping service, ComposeNode? deploy)
    {
        string text = deploy is null ? "" : ComposeBuild.TextOf(deploy, "replicas");
        text = text.Length > 0 ? text : ComposeBuild.TextOf(service, "scale");
        return text.Length == 0 ? 1 : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count) ? count : null;
    }

    private static string Port(ComposeNode port)
    {
        if (port is ComposeScalar open)
        {
            return open.Text;
        }

        string published = ComposeBuild.TextOf(port, "published");
        string protocol = ComposeBuild.TextOf(port, "protocol");
        return $"{(published.Length > 0 ? published + ":" : "")}{ComposeBuild.TextOf(port, "target")}/{(protocol.Length > 0 ? protocol : "tcp")}";
    }

    private static IReadOnlyList<ComposeEntry> Entries(ComposeMapping owner, string key) => (owner[key] as ComposeMapping)?.Entries ?? [];

    private static IReadOnlyList<ComposeNode> Items(ComposeMapping owner, string key) => (owner[key] as ComposeSequence)?.Items ?? [];

    private static IReadOnlyList<string> Names(ComposeMapping owner, string key) => [.. Entries(owner, key).Select(entry => entry.Key.Text)];
}
