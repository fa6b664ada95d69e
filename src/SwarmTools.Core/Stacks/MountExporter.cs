using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>Writes the mounts of a service into an exported file.</summary>
internal sealed class MountExporter(ExportSection section, VolumeExporter volumes)
{
    public void Export(MappingBuilder service, JsonNode? mounts)
    {
        IReadOnlyList<JsonObject> all = [.. (mounts as JsonArray ?? []).OfType<JsonObject>()];
        service.AddItems("volumes", all.Where(mount => !NeedsShort(mount)).Select(Long)).AddItems("tmpfs", all.Where(NeedsShort).Select(Short));
    }

    // Options of the file system are said in the short form of a service alone.
    private static bool NeedsShort(JsonObject mount) => (string?)mount["Type"] == "tmpfs" && mount["TmpfsOptions"]?["Options"] is JsonArray { Count: > 0 };

    private ComposeMapping Long(JsonObject mount)
    {
        JsonNode? bind = mount["BindOptions"];
        JsonNode? volume = mount["VolumeOptions"];
        JsonNode? tmpfs = mount["TmpfsOptions"];
        string source = (string?)mount["Source"] ?? "";
        return new MappingBuilder()
            .AddText("type", mount["Type"])
            .AddText("source", (VolumeExporter.IsNamed(mount) ? section.KeyOf(source) : null) ?? source)
            .AddText("target", mount["Target"])
            .AddFlag("read_only", mount["ReadOnly"])
            .AddText("consistency", mount["Consistency"])
            .Add("bind", new MappingBuilder()
                .AddText("propagation", bind?["Propagation"])
                .AddFlag("create_host_path", bind?["CreateMountpoint"])
                .AddText("recursive", Recursion(bind)))
            .Add("volume", new MappingBuilder()
                .AddFlag("nocopy", volume?["NoCopy"])
                .AddPairs("labels", volumes.MoreLabels(mount))
                .AddText("subpath", volume?["Subpath"]))
            .Add("tmpfs", new MappingBuilder().AddNumber("size", tmpfs?["SizeBytes"]).AddMode("mode", tmpfs?["Mode"]))
            .Add("image", new MappingBuilder().AddText("subpath", mount["ImageOptions"]?["Subpath"]))
            .Build();
    }

    private static string? Recursion(JsonNode? bind) =>
        (bool?)bind?["NonRecursive"] == true ? "disabled" : (bool?)bind?["ReadOnlyNonRecursive"] == true ? "writable" : (bool?)bind?["ReadOnlyForceRecursive"] == true ? "readonly" : null;

    private static ComposeScalar Short(JsonObject mount)
    {
        JsonNode options = mount["TmpfsOptions"]!;
        IEnumerable<string> words =
        [
            .. (long?)options["SizeBytes"] is { } size and > 0 ? [FormattableString.Invariant($"size={size}")] : Array.Empty<string>(),
            .. (long?)options["Mode"] is { } mode and > 0 ? ["mode=" + Convert.ToString(mode, 8)] : Array.Empty<string>(),
            .. ((JsonArray)options["Options"]!).OfType<JsonArray>().Select(words => string.Join("=", words.Select(word => (string?)word))),
        ];
        return MappingBuilder.Text($"{(string?)mount["Target"]}:{string.Join(",", words)}");
    }
}
