using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <content>Networks, volumes, secrets and configs.</content>
internal static partial class ComposeSchema
{
    private static ObjectShape Network => new(
        new ComposeKey("name", Text),
        new ComposeKey("driver", Text),
        new ComposeKey("driver_opts", PairsShape.Texts),
        new ComposeKey("ipam", Ipam),
        new ComposeKey("external", External),
        new ComposeKey("internal", ScalarShape.Boolean),
        new ComposeKey("attachable", ScalarShape.Boolean),
        new ComposeKey("enable_ipv6", ScalarShape.Boolean),
        new ComposeKey("labels", PairsShape.Texts),
        ComposeKey.Ignored("enable_ipv4", "overlay networks always have addresses of version 4.", "Leave it out."))
    {
        Finish = (network, path, reading) => Named(network, path, reading, "network"),
    };

    private static ObjectShape Ipam => new(
        new ComposeKey("driver", Text),
        new ComposeKey("options", PairsShape.Texts),
        new ComposeKey("config", new ListShape(new ObjectShape(
            new ComposeKey("subnet", Text),
            new ComposeKey("gateway", Text),
            new ComposeKey("ip_range", Text),
            new ComposeKey("aux_addresses", PairsShape.Texts)))
        {
            KeyOf = subnet => ComposeBuild.TextOf(subnet, "subnet"), MergesItems = true,
        }));

    private static ObjectShape Volume => new(
        new ComposeKey("name", Text),
        new ComposeKey("driver", Text),
        new ComposeKey("driver_opts", PairsShape.Texts),
        new ComposeKey("external", External),
        new ComposeKey("labels", PairsShape.Texts),
        new ComposeKey("x-cluster-spec", Cluster) { Without = "docker itself makes no cluster volume of it.", Instead = "Make the volume with docker volume create before." })
    {
        Finish = (volume, path, reading) => Unmade(Named(volume, path, reading, "volume"), path, reading),
    };

    private static ObjectShape Cluster => new(
        new ComposeKey("group", Text),
        new ComposeKey("access_mode", new ObjectShape(
            new ComposeKey("scope", Text),
            new ComposeKey("sharing", Text),
            new ComposeKey("mount_volume", new ObjectShape(new ComposeKey("fs_type", Text), new ComposeKey("mount_flags", Texts))),
            new ComposeKey("block_volume", FreeShape.Any))),
        new ComposeKey("accessibility_requirements", new ObjectShape(new ComposeKey("requisite", Topologies), new ComposeKey("preferred", Topologies))),
        new ComposeKey("capacity_range", new ObjectShape(new ComposeKey("required_bytes", ScalarShape.Size), new ComposeKey("limit_bytes", ScalarShape.Size))),
        new ComposeKey("secrets", new ListShape(new ObjectShape(new ComposeKey("key", Text), new ComposeKey("secret", Text)))),
        new ComposeKey("availability", Text));

    private static ListShape Topologies => new(new ObjectShape(new ComposeKey("segments", PairsShape.Texts)));

    private static ObjectShape Secret => new(
        new ComposeKey("name", Text),
        new ComposeKey("file", Text),
        new ComposeKey("environment", Text),
        new ComposeKey("external", External),
        new ComposeKey("labels", PairsShape.Texts),
        new ComposeKey("driver", Text),
        new ComposeKey("driver_opts", PairsShape.Texts),
        new ComposeKey("template_driver", Text))
    {
        Finish = (secret, path, reading) => Named(secret, path, reading, "secret"),
    };

    private static ObjectShape Config => new(
        new ComposeKey("name", Text),
        new ComposeKey("file", Text),
        new ComposeKey("content", ScalarShape.AnyText),
        new ComposeKey("environment", Text),
        new ComposeKey("external", External),
        new ComposeKey("labels", PairsShape.Texts),
        new ComposeKey("template_driver", Text))
    {
        Finish = (config, path, reading) => Named(config, path, reading, "config"),
    };

    private static EitherShape External => new(ScalarShape.Boolean, new ObjectShape(new ComposeKey("name", Text)));

    // What is there already is not made by these.
    private static ComposeMapping Unmade(ComposeMapping volume, string path, ComposeReading reading)
    {
        foreach (ComposeEntry entry in volume.Flag("external") ? volume.Entries.Where(entry => entry.Key.Text is "driver" or "driver_opts" or "labels") : [])
        {
            reading.Error(entry.Key, $"{path}.{entry.Key.Text}", "It says how the volume is made, and an external one is there already. Leave one of the two out.");
        }

        return volume;
    }

    // external: {name: x} is an old way to write external: true and name: x.
    private static ComposeMapping Named(ComposeMapping owner, string path, ComposeReading reading, string what)
    {
        if (owner["external"] is not ComposeMapping external)
        {
            return owner;
        }

        reading.Warn(external, $"{path}.external", $"external.name is an old form. Write 'name' beside 'external: true' of the {what}.");
        if (owner["name"] is not null && external["name"] is not null)
        {
            reading.Error(external, $"{path}.external", "The name is given twice: here and in 'name'. Leave this one out.");
        }

        ComposeEntry[] rest = [.. owner.Entries.Where(entry => entry.Key.Text != "external")];
        return owner with
        {
            Entries = [.. rest, .. external.Entries.Where(entry => owner["name"] is null), ComposeBuild.Entry(external, "external", ComposeBuild.True(external))],
        };
    }
}
