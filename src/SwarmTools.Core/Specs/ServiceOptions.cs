using System;
using System.Text.Json.Nodes;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Specs;

/// <summary>Where the engine's spec keeps each option of a service (moby, api/types/swarm).</summary>
internal static class ServiceOptions
{
    private const string Container = "TaskTemplate.ContainerSpec.";
    private const string Resources = "TaskTemplate.Resources.";
    private const string Restart = "TaskTemplate.RestartPolicy.";
    private const string Placement = "TaskTemplate.Placement.";
    private const string Privileges = Container + "Privileges.";
    private const string Health = Container + "Healthcheck.";

    // The container.
    public static readonly ValueOption<string> Image = Text(Container + "Image");
    public static readonly ValueOption<string> Hostname = Text(Container + "Hostname");
    public static readonly ValueOption<string> User = Text(Container + "User");
    public static readonly ValueOption<string> WorkingDirectory = Text(Container + "Dir");
    public static readonly ValueOption<string> StopSignal = Text(Container + "StopSignal");
    public static readonly ValueOption<TimeSpan> StopGracePeriod = Duration(Container + "StopGracePeriod");
    public static readonly ValueOption<bool> Tty = Flag(Container + "TTY");
    public static readonly ValueOption<bool> OpenStdin = Flag(Container + "OpenStdin");
    public static readonly ValueOption<bool> ReadOnly = Flag(Container + "ReadOnly");
    public static readonly ValueOption<bool> Init = new(Container + "Init", value => value);
    public static readonly ValueOption<SwarmIsolation> Isolation = new(Container + "Isolation", value => EnumText.Write(value, '-').Replace("-", ""));
    public static readonly ListOption<string> Entrypoint = Texts(Container + "Command");
    public static readonly ListOption<string> Arguments = Texts(Container + "Args");
    public static readonly ListOption<string> Environment = new(Container + "Env", variable => variable, variable => BeforeEquals(Of(variable)));
    public static readonly MapOption Labels = new("Labels");
    public static readonly MapOption ContainerLabels = new(Container + "Labels");
    public static readonly ListOption<string> Groups = Words(Container + "Groups");
    public static readonly ListOption<string> Hosts = new(Container + "Hosts", host => host, Of) { Without = (entry, host) => HostSyntax.Without(Of(entry), host) is { Length: > 0 } left ? left : null };
    public static readonly ListOption<string> Nameservers = Words(Container + "DNSConfig.Nameservers");
    public static readonly ListOption<string> DnsOptions = Words(Container + "DNSConfig.Options");
    public static readonly ListOption<string> DnsSearch = Words(Container + "DNSConfig.Search");
    public static readonly MapOption Sysctls = new(Container + "Sysctls");
    public static readonly ListOption<Ulimit> Ulimits = new(Container + "Ulimits", UlimitSpec.Build, limit => Of(limit["Name"]));
    public static readonly ListOption<string> AddedCapabilities = Words(Container + "CapabilityAdd");
    public static readonly ListOption<string> DroppedCapabilities = Words(Container + "CapabilityDrop");
    public static readonly ValueOption<long> OomScoreAdjustment = Number(Container + "OomScoreAdj", new(1, 46));

    // Files.
    public static readonly ListOption<SwarmMount> Mounts = new(Container + "Mounts", MountSpec.Build, mount => Of(mount["Target"])) { Since = MountSpec.Since };
    public static readonly ListOption<FileReference> Secrets = Files(Container + "Secrets", FileSpec.Secret, "SecretName", "SecretID", _ => false);
    public static readonly ListOption<FileReference> Configs = Files(Container + "Configs", FileSpec.Config, "ConfigName", "ConfigID", CredentialEdits.IsReference);

    // Health.
    public static readonly ListOption<string> HealthTest = Texts(Health + "Test");
    public static readonly ValueOption<TimeSpan> HealthInterval = Duration(Health + "Interval");
    public static readonly ValueOption<TimeSpan> HealthTimeout = Duration(Health + "Timeout");
    public static readonly ValueOption<TimeSpan> HealthStartPeriod = Duration(Health + "StartPeriod");
    public static readonly ValueOption<TimeSpan> HealthStartInterval = Duration(Health + "StartInterval", HealthSpec.StartIntervalSince);
    public static readonly ValueOption<long> HealthRetries = Number(Health + "Retries");

    // Privileges.
    public static readonly ValueOption<CredentialSpec> CredentialSpec = new(Privileges + "CredentialSpec", CredentialEdits.Build);
    public static readonly ValueOption<SelinuxContext> Selinux = new(Privileges + "SELinuxContext", SelinuxSpec.Build);
    public static readonly ValueOption<SeccompProfile> Seccomp = new(Privileges + "Seccomp", SeccompSpec.Build, new(1, 44));
    public static readonly ValueOption<SwarmAppArmorMode> AppArmor =
        new(Privileges + "AppArmor", mode => new JsonObject { ["Mode"] = EnumText.Write(mode, '-') }, new(1, 44));

    public static readonly ValueOption<bool> NoNewPrivileges = new(Privileges + "NoNewPrivileges", value => value ? value : null, new(1, 44));

    // Resources.
    public static readonly ValueOption<decimal> CpuLimit = Cpus(Resources + "Limits.NanoCPUs");
    public static readonly ValueOption<long> MemoryLimit = Number(Resources + "Limits.MemoryBytes");
    public static readonly ValueOption<long> PidsLimit = Number(Resources + "Limits.Pids");
    public static readonly ValueOption<decimal> CpuReservation = Cpus(Resources + "Reservations.NanoCPUs");
    public static readonly ValueOption<long> MemoryReservation = Number(Resources + "Reservations.MemoryBytes");
    public static readonly ValueOption<long> MemorySwap = Number(Resources + "SwapBytes", new(1, 52));
    public static readonly ValueOption<long> MemorySwappiness = Number(Resources + "MemorySwappiness", new(1, 52));

    public static readonly ListOption<GenericResource> GenericResources =
        new(Resources + "Reservations.GenericResources", GenericResourceSpec.Build, GenericResourceSpec.KeyOf) { IsNamed = GenericResourceSpec.IsNamed };

    // Placement.
    public static readonly ListOption<string> Constraints = new(Placement + "Constraints", constraint => constraint, constraint => ConstraintSyntax.Plain(Of(constraint))) { IsNamed = ConstraintSyntax.AreEqual, Covers = (_, _) => true };

    public static readonly ListOption<string> Preferences = new(
        Placement + "Preferences",
        spread => new JsonObject { ["Spread"] = new JsonObject { ["SpreadDescriptor"] = spread } },
        preference => Of(preference["Spread"]?["SpreadDescriptor"]));

    public static readonly ValueOption<long> MaxReplicasPerNode = Number(Placement + "MaxReplicas");

    public static readonly ListOption<Platform> Platforms = new(Placement + "Platforms", PlatformSpec.Build, PlatformSpec.KeyOf);

    // Network.
    public static readonly ListOption<NetworkUse> Networks = new("TaskTemplate.Networks", NetworkSpec.Build, network => Of(network["Target"])) { Covers = (_, wanted) => wanted is JsonObject { Count: 1 } };
    public static readonly ListOption<SwarmPort> Ports = new("EndpointSpec.Ports", PortSpec.Build, PortSpec.KeyOf);
    public static readonly ValueOption<SwarmEndpointMode> EndpointMode = Word<SwarmEndpointMode>("EndpointSpec.Mode");

    // Tasks.
    public static readonly ValueOption<SwarmRestartCondition> RestartCondition = Word<SwarmRestartCondition>(Restart + "Condition");
    public static readonly ValueOption<TimeSpan> RestartDelay = Duration(Restart + "Delay");
    public static readonly ValueOption<long> RestartMaxAttempts = Number(Restart + "MaxAttempts");
    public static readonly ValueOption<TimeSpan> RestartWindow = Duration(Restart + "Window");
    public static readonly ValueOption<string> LogDriver =
        new("TaskTemplate.LogDriver", name => name.Length == 0 ? null : new JsonObject { ["Name"] = name });

    public static readonly MapOption LogOptions = new("TaskTemplate.LogDriver.Options");

    // Updates and the engine's way back.
    public static readonly UpdateOptions Update = new(UpdateOptions.UpdateConfig + ".");
    public static readonly UpdateOptions Rollback = new("RollbackConfig.");

    /// <summary>What an engine does where nothing is said (swarmkit, api/defaults/service.go); docker writes all of it as soon as a part is said.</summary>
    public static SpecEdit RestartDefaults(string parameter) => Defaults("TaskTemplate.RestartPolicy", parameter, () => new()
    {
        ["Condition"] = "any",
        ["Delay"] = Nanoseconds.Of(TimeSpan.FromSeconds(5)),
        ["MaxAttempts"] = 0L,
    });

    /// <summary>Writes a whole part of a spec where there is none.</summary>
    public static SpecEdit Defaults(string path, string parameter, Func<JsonObject> part) => new(parameter, spec =>
    {
        SpecPath place = new(path);
        if (place.Read(spec) is null)
        {
            place.Write(spec, part());
        }
    });

    /// <summary>Counts up the number by which an engine knows that all tasks are to be replaced.</summary>
    public static SpecEdit ForceUpdate(string parameter)
    {
        SpecPath path = new("TaskTemplate.ForceUpdate");
        return new(parameter, spec => path.Write(spec, ((long?)path.Read(spec) ?? 0) + 1));
    }

    /// <summary>Refuses options of a log driver that is not named.</summary>
    public static SpecEdit RequireLogDriver(string parameter) => new(parameter, spec =>
    {
        if (string.IsNullOrEmpty((string?)new SpecPath("TaskTemplate.LogDriver.Name").Read(spec)))
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} is for the log driver that -LogDriver names, such as json-file.");
        }
    });

    /// <summary>Replaces the whole health check.</summary>
    public static SpecEdit HealthCheck(string parameter, SwarmHealthCheck check)
    {
        ValueOption<SwarmHealthCheck> option = new("TaskTemplate.ContainerSpec.Healthcheck", HealthSpec.Build, check.StartInterval is null ? null : HealthSpec.StartIntervalSince);
        return option.Set(parameter, check);
    }

    /// <summary>Takes the health check away that switches the image's own off, before another is set up.</summary>
    public static SpecEdit SwitchHealthCheckOn(string parameter) => new(parameter, spec =>
    {
        SpecPath path = new(Health + "Test");
        if (path.Read(spec) is JsonArray { Count: > 0 } test && Of(test[0]!) == "NONE")
        {
            path.Write(spec, null);
        }
    });

    public static ValueOption<TimeSpan> Duration(string path, Version? since = null) => new(path, duration => Nanoseconds.Of(duration), since);

    public static ValueOption<long> Number(string path, Version? since = null) => new(path, number => number, since);

    public static ValueOption<T> Word<T>(string path)
        where T : struct, Enum => new(path, value => EnumText.Write(value, '-'));

    private static ValueOption<string> Text(string path) => new(path, text => text.Length == 0 ? null : text);

    private static ValueOption<bool> Flag(string path) => new(path, value => value ? value : null);

    private static ValueOption<decimal> Cpus(string path) => new(path, cpus => (long)(cpus * 1_000_000_000m));

    private static ListOption<string> Texts(string path) => new(path, text => text, Of);

    private static ListOption<string> Words(string path) => new(path, text => text, Of) { TakesEmpty = false };

    private static ListOption<FileReference> Files(string path, Func<FileReference, JsonNode> write, string name, string id, Func<JsonNode, bool> isForeign) =>
        new(path, write, file => Of(file["File"]?["Name"] ?? file[name]))
        {
            IsNamed = (file, source) => Of(file[name]) == source || Of(file[id]) == source,
            IsForeign = isForeign,
        };

    private static string BeforeEquals(string text) => text.Split('=')[0];

    private static string Of(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
