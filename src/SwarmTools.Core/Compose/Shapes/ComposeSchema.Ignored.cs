namespace SwarmTools.Compose.Shapes;

/// <content>What services may say, and a swarm cannot do.</content>
internal static partial class ComposeSchema
{
    private static AnyMappingShape Build => new("context");

    private static ComposeKey[] WithoutEffect => [.. WithoutLimits, .. WithoutMeaning];

    private static ComposeKey[] WithoutLimits =>
    [
        ComposeKey.Ignored("blkio_config", NotInTasks, ""),
        ComposeKey.Ignored("cgroup", NotInTasks, ""),
        ComposeKey.Ignored("cgroup_parent", NotInTasks, ""),
        ComposeKey.Ignored("cgroupns_mode", NotInTasks, ""),
        ComposeKey.Ignored("cpu_count", NotInTasks, "Use deploy.resources.limits.cpus."),
        ComposeKey.Ignored("cpu_percent", NotInTasks, "Use deploy.resources.limits.cpus."),
        ComposeKey.Ignored("cpu_period", NotInTasks, "Use deploy.resources.limits.cpus."),
        ComposeKey.Ignored("cpu_quota", NotInTasks, "Use deploy.resources.limits.cpus."),
        ComposeKey.Ignored("cpu_rt_period", NotInTasks, ""),
        ComposeKey.Ignored("cpu_rt_runtime", NotInTasks, ""),
        ComposeKey.Ignored("cpu_shares", NotInTasks, "Use deploy.resources.reservations.cpus."),
        ComposeKey.Ignored("cpuset", OneNode, "Use deploy.resources.limits.cpus."),
        ComposeKey.Ignored("device_cgroup_rules", NotInTasks, ""),
        ComposeKey.Ignored("devices", NotInTasks, "Offer them as generic resources of the engine; or bind the device's folder, such as /dev/bus."),
        ComposeKey.Ignored("gpus", NotInTasks, "Offer them as generic resources of the engine, and ask for these with generic_resources."),
        ComposeKey.Ignored("mem_swappiness", NotInTasks, ""),
        ComposeKey.Ignored("memswap_limit", NotInTasks, ""),
        ComposeKey.Ignored("oom_kill_disable", NotInTasks, ""),
        ComposeKey.Ignored("shm_size", NotInTasks, "Mount a tmpfs at /dev/shm."),
        ComposeKey.Ignored("storage_opt", NotInTasks, ""),
    ];

    private static ComposeKey[] WithoutMeaning =>
    [
        ComposeKey.Ignored("annotations", NotInTasks, "Use labels."),
        ComposeKey.Ignored("attach", ForCompose, ""),
        new("build", Build) { Without = "nodes run images, and build none.", Instead = "Build and push the image before, and name it with 'image'." },
        ComposeKey.Ignored("container_name", "a service may have many containers.", "They are found by the name of the service."),
        ComposeKey.Ignored("develop", ForCompose, ""),
        ComposeKey.Ignored("domainname", NotInTasks, "Write the whole name into 'hostname'."),
        new("expose", Texts) { Without = "all ports of a service are open in its networks.", Instead = "Leave it out; 'ports' publishes them." },
        ComposeKey.Ignored("external_links", "links are of single machines.", "Put both services into one network."),
        ComposeKey.Ignored("ipc", NotInTasks, ""),
        ComposeKey.Ignored("label_file", ForCompose, "Write the labels into 'labels'."),
        ComposeKey.Ignored("links", "links are of single machines.", "Put both services into one network; each is found by its name."),
        ComposeKey.Ignored("mac_address", NotInTasks, ""),
        ComposeKey.Ignored("models", ForCompose, ""),
        ComposeKey.Ignored("network_mode", NotInTasks, "For the network of the node use an external network with the name 'host'."),
        ComposeKey.Ignored("pid", NotInTasks, ""),
        ComposeKey.Ignored("post_start", NotInTasks, "Let the command of the service do it."),
        ComposeKey.Ignored("pre_start", NotInTasks, "Let the command of the service do it."),
        ComposeKey.Ignored("pre_stop", NotInTasks, "Let the command of the service do it when it gets the stop signal."),
        ComposeKey.Ignored("privileged", NotInTasks, "Give it the capabilities that it needs with 'cap_add'."),
        ComposeKey.Ignored("provider", ForCompose, ""),
        ComposeKey.Ignored("pull_policy", "nodes look for a newer image at each update.", "Pin the image by its digest."),
        ComposeKey.Ignored("pull_refresh_after", ForCompose, ""),
        ComposeKey.Ignored("runtime", NotInTasks, "Set the default runtime of the engines."),
        ComposeKey.Ignored("use_api_socket", OneNode, "Bind /var/run/docker.sock, and constrain the service to managers."),
        ComposeKey.Ignored("userns_mode", NotInTasks, ""),
        ComposeKey.Ignored("uts", NotInTasks, ""),
        ComposeKey.Ignored("volume_driver", NotInTasks, "Name the driver of each volume under 'volumes'."),
        ComposeKey.Ignored("volumes_from", OneNode, "Mount the volumes into both services."),
    ];
}
