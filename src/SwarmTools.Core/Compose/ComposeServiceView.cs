using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Compose;

/// <summary>Shows a service of a project as a public object.</summary>
internal static class ComposeServiceView
{
    /// <summary>A health check of the image that is switched off.</summary>
    public const string Disabled = "NONE";

    public static SwarmStackService Of(string name, ComposeMapping service)
    {
        ComposeMapping deploy = service.Below("deploy");
        ComposeMapping update = deploy.Below("update_config");
        ComposeMapping limits = deploy.Below("resources").Below("limits");
        ComposeMapping reservations = deploy.Below("resources").Below("reservations");
        SwarmServiceMode mode = deploy.Text("mode") is { Length: > 0 } text ? EnumText.Parse<SwarmServiceMode>(text) : SwarmServiceMode.Replicated;
        return new()
        {
            Name = name,
            Image = service.Text("image"),
            Mode = mode,
            Replicas = mode is SwarmServiceMode.Global or SwarmServiceMode.GlobalJob ? null : Replicas(service, deploy),
            Entrypoint = service.Texts("entrypoint"),
            Command = service.Texts("command"),
            Environment = service.Variables("environment"),
            Labels = deploy.Pairs("labels"),
            ContainerLabels = service.Pairs("labels"),
            Ports = [.. service.Items("ports").Select(Port)],
            Mounts = [.. service.Items("volumes").Select(Mount)],
            Networks = service.Names("networks"),
            Secrets = [.. service.Items("secrets").Select(Source)],
            Configs = [.. service.Items("configs").Select(Source)],
            DependsOn = service.Names("depends_on"),
            Profiles = service.Texts("profiles"),
            Constraints = deploy.Below("placement").Texts("constraints"),
            HealthCheck = service["healthcheck"] is ComposeMapping health ? Health(health) : null,
            CpuLimit = limits.Number("cpus") ?? service.Number("cpus"),
            MemoryLimit = limits.Whole("memory") ?? service.Whole("mem_limit"),
            CpuReservation = reservations.Number("cpus"),
            MemoryReservation = reservations.Whole("memory") ?? service.Whole("mem_reservation"),
            UpdateParallelism = update.Whole("parallelism"),
            UpdateDelay = update.Duration("delay"),
            UpdateMonitor = update.Duration("monitor"),
            UpdateOrder = update.Text("order") is { Length: > 0 } order ? EnumText.Parse<SwarmUpdateOrder>(order) : null,
            UpdateFailureAction = update.Text("failure_action") is { Length: > 0 } action ? EnumText.Parse<SwarmFailureAction>(action) : null,
        };
    }

    private static long? Replicas(ComposeMapping service, ComposeMapping deploy) =>
        deploy["replicas"] is not null ? deploy.Whole("replicas") : service["scale"] is not null ? service.Whole("scale") : 1;

    private static string Port(ComposeNode port)
    {
        if (port is not ComposeMapping mapping)
        {
            return (port as ComposeScalar)?.Text ?? "";
        }

        string published = mapping.Text("published");
        string protocol = mapping.Text("protocol");
        return $"{(published.Length > 0 ? published + ":" : "")}{mapping.Text("target")}/{(protocol.Length > 0 ? protocol : "tcp")}";
    }

    private static string Source(ComposeNode file) => file is ComposeScalar open ? open.Text : ComposeBuild.TextOf(file, "source");

    private static SwarmMount Mount(ComposeNode mount) => mount is ComposeMapping mapping ? Mount(mapping) : new() { Target = (mount as ComposeScalar)?.Text ?? "" };

    private static SwarmMount Mount(ComposeMapping mount) => new()
    {
        Type = EnumText.Parse<SwarmMountType>(mount.Text("type")),
        Source = mount.Text("source"),
        Target = mount.Text("target"),
        ReadOnly = mount.Flag("read_only"),
        Consistency = mount.Text("consistency"),
        BindPropagation = mount.Below("bind").Text("propagation"),
        VolumeNoCopy = mount.Below("volume").Flag("nocopy"),
        VolumeSubpath = mount.Below("volume").Text("subpath"),
        TmpfsSize = mount.Below("tmpfs").Whole("size"),
        TmpfsMode = mount.Below("tmpfs").Small("mode"),
    };

    private static SwarmHealthCheck Health(ComposeMapping health) => new()
    {
        Test = health.Flag("disable") ? [Disabled] : health.Texts("test"),
        Interval = health.Duration("interval"),
        Timeout = health.Duration("timeout"),
        StartPeriod = health.Duration("start_period"),
        StartInterval = health.Duration("start_interval"),
        Retries = health.Small("retries"),
    };
}
