using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Specs;

/// <summary>Writes a mount in the engine's JSON.</summary>
internal static class MountSpec
{
    public static JsonObject Build(SwarmMount mount)
    {
        JsonObject json = new() { ["Type"] = EnumText.Write(mount.Type, '-'), ["Target"] = mount.Target };
        if (mount.Source.Length > 0)
        {
            json["Source"] = mount.Source;
        }

        if (mount.ReadOnly)
        {
            json["ReadOnly"] = true;
        }

        if (mount.Consistency.Length > 0)
        {
            json["Consistency"] = mount.Consistency;
        }

        Add(json, "BindOptions", Bind(mount));
        Add(json, "VolumeOptions", Volume(mount));
        Add(json, "TmpfsOptions", Tmpfs(mount));
        return json;
    }

    /// <summary>The oldest API version that keeps all of a mount; null for all that SwarmTools serves (moby, docs/api/version-history.md).</summary>
    public static Version? Since(SwarmMount mount) =>
        mount.TmpfsOptions.Count > 0 ? new(1, 46)
        : mount.VolumeSubpath.Length > 0 ? new(1, 45)
        : mount.Type == SwarmMountType.Cluster ? new(1, 42)
        : null;

    // As docker writes it (docker/cli opts/mount.go): to be recursive is the default and has no word.
    private static JsonObject Bind(SwarmMount mount)
    {
        JsonObject options = [];
        if (mount.BindPropagation.Length > 0)
        {
            options["Propagation"] = mount.BindPropagation;
        }

        if (mount.BindRecursion == SwarmBindRecursion.Disabled)
        {
            options["NonRecursive"] = true;
        }

        return options;
    }

    private static JsonObject Volume(SwarmMount mount)
    {
        JsonObject options = [];
        if (mount.VolumeNoCopy)
        {
            options["NoCopy"] = true;
        }

        if (mount.VolumeSubpath.Length > 0)
        {
            options["Subpath"] = mount.VolumeSubpath;
        }

        Add(options, "Labels", PairJson.From(mount.VolumeLabels));
        JsonObject driver = [];
        if (mount.VolumeDriver.Length > 0)
        {
            driver["Name"] = mount.VolumeDriver;
        }

        Add(driver, "Options", PairJson.From(mount.VolumeOptions));
        if (options.Count > 0 || driver.Count > 0)
        {
            options["DriverConfig"] = driver;
        }

        return options;
    }

    private static JsonObject Tmpfs(SwarmMount mount)
    {
        JsonObject options = [];
        if (mount.TmpfsSize is { } size)
        {
            options["SizeBytes"] = size;
        }

        if (mount.TmpfsMode is { } mode)
        {
            options["Mode"] = mode;
        }

        if (mount.TmpfsOptions.Count > 0)
        {
            options["Options"] = new JsonArray([.. mount.TmpfsOptions.Select(Words)]);
        }

        return options;
    }

    // "uid=1000" is ["uid", "1000"], "noexec" is ["noexec"].
    private static JsonNode Words(string option) => new JsonArray([.. option.Split(['='], 2).Select(word => (JsonNode)word)]);

    private static void Add(JsonObject json, string name, JsonObject value)
    {
        if (value.Count > 0)
        {
            json[name] = value;
        }
    }
}
