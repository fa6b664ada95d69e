using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <summary>Brings the volumes of a service into mounts of its spec (docker/cli, cli/compose/convert/volume.go).</summary>
internal sealed class MountConverter(ComposeMapping project, StackNames names, StackReferences references)
{
    private const string Group = "group:";

    // moby, docs/api/version-history.md.
    private static readonly (string Path, Version Since)[] s_newer =
    [
        ("TmpfsOptions.Options", new(1, 46)),
        ("ImageOptions", new(1, 48)),
        ("VolumeOptions.Subpath", new(1, 45)),
        ("BindOptions.CreateMountpoint", new(1, 42)),
        ("BindOptions.ReadOnlyNonRecursive", new(1, 44)),
        ("BindOptions.ReadOnlyForceRecursive", new(1, 44)),
        ("ClusterOptions", new(1, 42)),
    ];

    public JsonObject Convert(ComposeMapping mount)
    {
        SwarmMountType type = EnumText.Parse<SwarmMountType>(mount.Text("type"));
        string source = mount.Text("source");
        bool isNamed = source.Length > 0 && (type == SwarmMountType.Volume || (type == SwarmMountType.Cluster && !source.StartsWith(Group, StringComparison.Ordinal)));
        ComposeMapping volume = isNamed ? project.Below("volumes").Below(source) : new([], mount.At);
        bool isOwn = isNamed && !volume.Flag("external") && type == SwarmMountType.Volume;
        JsonObject json = MountSpec.Build(new()
        {
            Type = type,
            Source = isNamed ? references.Volume(source) : source,
            Target = mount.Text("target"),
            ReadOnly = mount.Flag("read_only"),
            Consistency = mount.Text("consistency"),
            BindPropagation = mount.Below("bind").Text("propagation"),
            BindRecursion = mount.Below("bind").Text("recursive") == "disabled" ? SwarmBindRecursion.Disabled : SwarmBindRecursion.Unknown,
            VolumeNoCopy = mount.Below("volume").Flag("nocopy"),
            VolumeSubpath = mount.Below("volume").Text("subpath"),
            VolumeDriver = isOwn ? volume.Text("driver") : "",
            VolumeOptions = isOwn ? volume.Pairs("driver_opts") : Empty.Labels,
            VolumeLabels = isOwn ? names.Labels(Merged(volume.Pairs("labels"), mount.Below("volume").Pairs("labels"))) : Empty.Labels,
            TmpfsSize = mount.Below("tmpfs").Whole("size"),
            TmpfsMode = mount.Below("tmpfs").Small("mode"),
        });
        AddRest(json, mount, type);
        return json;
    }

    /// <summary>Memory that is mounted, as a service says it in short: <c>/run:size=64m,mode=1777</c>.</summary>
    public static JsonObject OfMemory(string text)
    {
        string[] parts = text.Split([':'], 2);
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        foreach (string option in parts.Length > 1 ? parts[1].Split(',') : [])
        {
            string[] pair = option.Split(['='], 2);
            options[pair[0]] = pair.Length > 1 ? pair[1] : "";
        }

        long? size = options.TryGetValue("size", out string? bytes) && SizeSyntax.TryParse(bytes, out long number) ? number : null;
        return MountSpec.Build(new()
        {
            Type = SwarmMountType.Tmpfs,
            Target = parts[0],
            TmpfsSize = size,
            TmpfsMode = options.TryGetValue("mode", out string? mode) ? Octal(mode) : null,
            TmpfsOptions = [.. options.Where(option => option.Key is not ("size" or "mode" or "rw")).Select(option => option.Value.Length == 0 ? option.Key : $"{option.Key}={option.Value}")],
        });
    }

    /// <summary>A mount without what not all engines know.</summary>
    public static JsonObject Plain(JsonObject mount)
    {
        foreach ((string path, _) in s_newer)
        {
            new SpecPath(path).Write(mount, null);
        }

        return mount;
    }

    /// <summary>What not all engines know, each as an edit of its own.</summary>
    public static IEnumerable<SpecEdit> Newer(JsonObject mount, int index, string parameter) => s_newer
        .Select(newer => (Path: new SpecPath(newer.Path), newer.Since))
        .Where(newer => newer.Path.Read(mount) is not null)
        .Select(newer => new SpecEdit($"{parameter}[{index}] ({newer.Path})", spec => newer.Path.Write((JsonObject)spec["TaskTemplate"]!["ContainerSpec"]!["Mounts"]![index]!, newer.Path.Read(mount)!.DeepClone())) { Since = newer.Since });

    // What mounts of New-SwarmMount cannot say.
    private static void AddRest(JsonObject json, ComposeMapping mount, SwarmMountType type)
    {
        if (type == SwarmMountType.Unknown)
        {
            // An image, which New-SwarmMount does not mount.
            json["Type"] = mount.Text("type");
        }

        ComposeMapping bind = mount.Below("bind");
        if (bind.Flag("create_host_path"))
        {
            new SpecPath("BindOptions.CreateMountpoint").Write(json, true);
        }

        if (bind.Text("recursive") is "writable" or "readonly")
        {
            new SpecPath(bind.Text("recursive") == "writable" ? "BindOptions.ReadOnlyNonRecursive" : "BindOptions.ReadOnlyForceRecursive").Write(json, true);
        }

        if (type == SwarmMountType.Cluster)
        {
            json["ClusterOptions"] = new JsonObject();
        }

        if (mount.Below("image").Text("subpath") is { Length: > 0 } subpath)
        {
            json["ImageOptions"] = new JsonObject { ["Subpath"] = subpath };
        }
    }

    private static IReadOnlyDictionary<string, string> Merged(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> above)
    {
        Dictionary<string, string> all = below.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> label in above)
        {
            all[label.Key] = label.Value;
        }

        return all;
    }

    private static int? Octal(string text) => text.Length is > 0 and < 8 && text.All(digit => digit is >= '0' and <= '7') ? System.Convert.ToInt32(text, 8) : null;
}
