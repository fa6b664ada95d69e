using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Shows a project as public objects.</summary>
internal static class ComposeView
{
    /// <param name="project">The project, in its usual form.</param>
    /// <param name="write">Writes the same as text, which few ask for.</param>
    /// <param name="input">Where its files and variables come from; null for a project that is only looked at.</param>
    public static SwarmStackProject Of(ComposeMapping project, Func<string> write, IComposeInput? input = null) => new()
    {
        Nodes = project,
        Input = input,
        Name = project.Text("name"),
        Services = [.. project.Entries("services").Where(entry => entry.Value is ComposeMapping).Select(entry => ComposeServiceView.Of(entry.Key.Text, (ComposeMapping)entry.Value))],
        Networks = Resources(project, "networks"),
        Volumes = Resources(project, "volumes"),
        Secrets = Resources(project, "secrets"),
        Configs = Resources(project, "configs"),
        Text = new(write),
    };

    private static IReadOnlyList<SwarmStackResource> Resources(ComposeMapping project, string section) =>
        [.. project.Entries(section).Select(entry => Resource(entry.Key.Text, entry.Value as ComposeMapping ?? new([], entry.Value.At)))];

    private static SwarmStackResource Resource(string name, ComposeMapping resource) => new()
    {
        Name = name,
        SwarmName = resource.Text("name"),
        IsExternal = resource.Flag("external"),
        Driver = resource.Text("driver"),
        Labels = resource.Pairs("labels"),
        Source = resource.Text("file") is { Length: > 0 } file ? "file:" + file
            : resource.Text("environment") is { Length: > 0 } variable ? "environment:" + variable
            : resource["content"] is not null ? "content"
            : "",
    };
}
