using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <content>Services.</content>
internal static partial class ComposeSchema
{
    private static ObjectShape Service => new([.. Containers, .. Processes, .. Connections, .. Limited, .. WithoutEffect]);

    private static ComposeKey[] Containers =>
    [
        new("image", Text),
        new("command", Command),
        new("entrypoint", Command),
        new("environment", PairsShape.Variables),
        new("env_file", new ListShape(new EitherShape(Text, new(new("path", Text), new("required", ScalarShape.Boolean), ComposeKey.Ignored("format", "files of variables are always read as they are (raw).", "")))) { TakesOne = true }),
        new("labels", PairsShape.Texts),
        new("deploy", Deploy),
        new("healthcheck", HealthCheck),
        new("volumes", new ListShape(Mount) { IsUnique = true, Short = ShortForms.Volume, KeyOf = mount => ComposeBuild.TextOf(mount, "target") }),
        new("tmpfs", OneOrMore),
        new("secrets", Files),
        new("configs", Files),
        new("credential_spec", new ObjectShape(new ComposeKey("config", Text), new ComposeKey("file", Text), new ComposeKey("registry", Text))),
        new("depends_on", Dependencies),
        new("profiles", Texts),
        new("extends", new EitherShape(Text, new(new("file", Text), new("service", Text)))),
    ];

    private static ComposeKey[] Processes =>
    [
        new("hostname", Text),
        new("user", ScalarShape.AnyText),
        new("group_add", Texts),
        new("working_dir", Text),
        new("read_only", ScalarShape.Boolean),
        new("tty", ScalarShape.Boolean),
        new("stdin_open", ScalarShape.Boolean),
        new("init", ScalarShape.Boolean),
        new("isolation", Text),
        new("stop_signal", Text),
        new("stop_grace_period", ScalarShape.Duration),
        new("restart", ScalarShape.AnyText),
        new("cap_add", new ListShape(Text) { IsUnique = true }),
        new("cap_drop", new ListShape(Text) { IsUnique = true }),
        new("sysctls", PairsShape.Texts),
        new("ulimits", new NamedShape(new EitherShape(ScalarShape.Integer, Limit), MayBeNothing: false)),
        new("security_opt", Texts),
        new("oom_score_adj", ScalarShape.Integer),
        new("logging", new ObjectShape(new ComposeKey("driver", Text), new ComposeKey("options", PairsShape.Texts))
        {
            // Options are those of a driver.
            IsReplaced = (below, above) => ComposeBuild.TextOf(above, "driver") is { Length: > 0 } driver && driver != ComposeBuild.TextOf(below, "driver"),
        }),
    ];

    private static ComposeKey[] Connections =>
    [
        new("ports", new ListShape(Port) { IsUnique = true, Short = ShortForms.Port, KeyOf = PortKey }),
        new("networks", new NamedShape(Attachment, MayBeNothing: true) { Short = (node, path, reading) => ShortForms.Names(node, path, reading, ComposeBuild.Nothing(node)) }),
        new("dns", OneOrMore),
        new("dns_search", OneOrMore),
        new("dns_opt", Texts),
        new("extra_hosts", new HostsShape()),
    ];

    private static ComposeKey[] Limited =>
    [
        new("cpus", ScalarShape.Cpus),
        new("mem_limit", ScalarShape.Size),
        new("mem_reservation", ScalarShape.Size),
        new("pids_limit", ScalarShape.Integer),
        new("scale", ScalarShape.Natural),
        new("platform", Text),
    ];

    private static ObjectShape Limit => new(new ComposeKey("soft", ScalarShape.Integer), new ComposeKey("hard", ScalarShape.Integer)) { Required = ["soft", "hard"] };

    private static ListShape Command => new(ScalarShape.AnyText) { Split = ShortForms.Words, IsReplaced = true };

    private static ListShape Files => new(new ObjectShape(
        new ComposeKey("source", Text),
        new ComposeKey("target", Text),
        new ComposeKey("uid", ScalarShape.AnyText),
        new ComposeKey("gid", ScalarShape.AnyText),
        new ComposeKey("mode", ScalarShape.Integer)))
    {
        Short = ShortForms.File,
        KeyOf = file => ComposeBuild.TextOf(file, "target") is { Length: > 0 } target ? target : ComposeBuild.TextOf(file, "source"),
    };

    private static ObjectShape HealthCheck => new(
        new ComposeKey("test", new ListShape(ScalarShape.AnyText) { Split = ShortForms.Test, IsReplaced = true }),
        new ComposeKey("interval", ScalarShape.Duration),
        new ComposeKey("timeout", ScalarShape.Duration),
        new ComposeKey("retries", ScalarShape.Natural),
        new ComposeKey("start_period", ScalarShape.Duration),
        new ComposeKey("start_interval", ScalarShape.Duration),
        new ComposeKey("disable", ScalarShape.Boolean));

    private static ObjectShape Mount => new(
        new ComposeKey("type", ScalarShape.OneOf("volume", "bind", "tmpfs", "npipe", "cluster", "image")),
        new ComposeKey("source", Text),
        new ComposeKey("target", Text),
        new ComposeKey("read_only", ScalarShape.Boolean),
        new ComposeKey("consistency", Text),
        new ComposeKey("bind", new ObjectShape(
            new ComposeKey("propagation", Text),
            new ComposeKey("create_host_path", ScalarShape.Boolean),
            ComposeKey.Ignored("selinux", NotInTasks, "Label the folder on the nodes."),
            new ComposeKey("recursive", ScalarShape.OneOf("enabled", "disabled", "writable", "readonly")))),
        new ComposeKey("volume", new ObjectShape(new ComposeKey("nocopy", ScalarShape.Boolean), new ComposeKey("labels", PairsShape.Texts), new ComposeKey("subpath", Text))),
        new ComposeKey("tmpfs", new ObjectShape(new ComposeKey("size", ScalarShape.Bytes), new ComposeKey("mode", ScalarShape.Integer))),
        new ComposeKey("image", new ObjectShape(new ComposeKey("subpath", Text))))
    {
        Required = ["type"],
        Finish = (mount, path, reading) =>
        {
            if (mount.Text("type") == "bind" && mount.Text("source").Length == 0)
            {
                reading.Error(mount, path, "A path of the node (bind) needs a 'source'.");
            }

            return mount;
        },
    };

    private static NamedShape Dependencies => new(
        new ObjectShape(
            new ComposeKey("condition", ScalarShape.OneOf("service_started", "service_healthy", "service_completed_successfully")),
            ComposeKey.Ignored("restart", "a swarm replaces tasks one by one, and starts no other service for it.", "Let the service find out by its health check."),
            new ComposeKey("required", ScalarShape.Boolean)),
        MayBeNothing: false)
    {
        Short = (node, path, reading) => ShortForms.Names(node, path, reading, ComposeBuild.Mapping(node, ("condition", ComposeBuild.Text(node, "service_started")))),
    };

    private static ObjectShape Port => new(
        new ComposeKey("mode", ScalarShape.OneOf("ingress", "host")),
        new ComposeKey("target", ScalarShape.PortNumber),
        new ComposeKey("published", ScalarShape.PortNumber),
        new ComposeKey("protocol", ScalarShape.OneOf("tcp", "udp", "sctp")),
        ComposeKey.Ignored("host_ip", "a port is published on all addresses.", "Let a firewall close the others."),
        new ComposeKey("name", Text),
        ComposeKey.Ignored("app_protocol", ForCompose, ""));

    private static ObjectShape Attachment => new(
        new ComposeKey("aliases", Texts),
        new ComposeKey("driver_opts", PairsShape.Texts),
        ComposeKey.Ignored("ipv4_address", "tasks get their addresses from the network.", "Let others find the service by its name."),
        ComposeKey.Ignored("ipv6_address", "tasks get their addresses from the network.", "Let others find the service by its name."),
        ComposeKey.Ignored("link_local_ips", NotInTasks, ""),
        ComposeKey.Ignored("mac_address", NotInTasks, ""),
        ComposeKey.Ignored("interface_name", NotInTasks, ""),
        ComposeKey.Ignored("priority", NotInTasks, ""),
        ComposeKey.Ignored("gw_priority", NotInTasks, ""));

    // Two ports may differ in their protocol alone (compose-spec, 13-merge.md).
    private static string PortKey(ComposeNode port) =>
        $"{ComposeBuild.TextOf(port, "target")}/{ComposeBuild.TextOf(port, "published")}/{(ComposeBuild.TextOf(port, "protocol") is { Length: > 0 } protocol ? protocol : "tcp")}";
}
