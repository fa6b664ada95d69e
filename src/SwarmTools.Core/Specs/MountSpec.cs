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

        if (mount.BindPropagation.Length > 0)
        {
            json["BindOptions"] = new JsonObject { ["Propagation"] = mount.BindPropagation };
        }

        Add(json, "VolumeOptions", Volume(mount));
        Add(json, "TmpfsOptions", Tmpfs(mount));
        return json;
    }

    private static JsonObject Volume(SwarmMount mount)
    {
        JsonObject options = [];
        if (mount.VolumeNoCopy)
        {
            options["NoCopy"] = true;
        }

        Add(options, "Labels", PairJson.From(mount.VolumeLabels));
        if (mount.VolumeDriver.Length > 0 || mount.VolumeOptions.Count > 0)
        {
            JsonObject driver = [];
            if (mount.VolumeDriver.Length > 0)
            {
                driver["Name"] = mount.VolumeDriver;
            }

            Add(driver, "Options", PairJson.From(mount.VolumeOptions));
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

        return options;
    }

    private static void Add(JsonObject json, string name, JsonObject value)
    {
        if (value.Count > 0)
        {
            json[name] = value;
        }
    }
}
