using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SwarmTools.Specs;

/// <summary>The names by which services mount volumes. Pure.</summary>
internal static class VolumeNames
{
    // Each node fills templates in, such as {{.Task.Slot}} (swarmkit, template/context.go).
    private static readonly Regex s_template = new(@"\{\{.*?\}\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The names in a spec, in which templates are not filled in.</summary>
    public static IEnumerable<string> In(JsonObject spec) =>
        (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>()
            .Where(mount => (string?)mount["Type"] == "volume").Select(mount => (string?)mount["Source"] ?? "").Where(name => name.Length > 0);

    /// <summary>Whether a volume may be the one that a name means.</summary>
    public static bool May(string name, string volume) => name.IndexOf("{{", StringComparison.Ordinal) < 0
        ? name == volume
        : Regex.IsMatch(volume, $"^{string.Join(".*", s_template.Split(name).Select(Regex.Escape))}$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
}
