using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>The names by which services mount volumes. Pure.</summary>
internal static class VolumeNames
{
    /// <summary>The names in a spec, in which templates are not filled in, as each node does (swarmkit, template/context.go).</summary>
    public static IEnumerable<string> In(JsonObject spec) =>
        (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>()
            .Where(mount => (string?)mount["Type"] == "volume").Select(mount => (string?)mount["Source"] ?? "").Where(name => name.Length > 0);

    /// <summary>Whether a volume may be the one that a name means. What stands behind the beginning of a template may be anything: templates may hold texts of all kinds.</summary>
    public static bool May(string name, string volume) => name.IndexOf("{{", StringComparison.Ordinal) is var template and >= 0
        ? volume.StartsWith(name[..template], StringComparison.Ordinal)
        : name == volume;
}
