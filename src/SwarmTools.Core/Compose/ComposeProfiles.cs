using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Takes out the services whose profiles are not wanted (compose-spec, 15-profiles.md).</summary>
internal static class ComposeProfiles
{
    private const string All = "*";

    /// <param name="project">The project.</param>
    /// <param name="wanted">The profiles that are wanted; <c>*</c> for all.</param>
    /// <param name="reading">Takes dependencies on what is taken out.</param>
    public static ComposeMapping Apply(ComposeMapping project, IReadOnlyCollection<string> wanted, ComposeReading reading)
    {
        if (project["services"] is not ComposeMapping services)
        {
            return project;
        }

        ComposeMapping active = services with { Entries = [.. services.Entries.Where(service => IsActive(service.Value, wanted))] };
        foreach (ComposeEntry service in active.Entries)
        {
            foreach (ComposeEntry other in ((service.Value as ComposeMapping)?["depends_on"] as ComposeMapping)?.Entries ?? [])
            {
                if (active[other.Key.Text] is null && services[other.Key.Text] is not null && ComposeBuild.TextOf(other.Value, "required") != "false")
                {
                    reading.Error(
                        other.Key,
                        $"services.{service.Key.Text}.depends_on.{other.Key.Text}",
                        $"The service '{other.Key.Text}' is of a profile that is not wanted. Name its profile, or write 'required: false'.");
                }
            }
        }

        return project with { Entries = [.. project.Entries.Select(entry => entry.Key.Text == "services" ? entry with { Value = active } : entry)] };
    }

    private static bool IsActive(ComposeNode service, IReadOnlyCollection<string> wanted) =>
        (service as ComposeMapping)?["profiles"] is not ComposeSequence { Items.Count: > 0 } profiles || wanted.Contains(All)
        || profiles.Items.OfType<ComposeScalar>().Any(profile => wanted.Contains(profile.Text, StringComparer.Ordinal));
}
