using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What the parameters say is what the engine has, as its own client shows it.</summary>
public sealed class ServiceSpecTests(Labs labs) : SwarmTests(labs)
{
    private const string Everything = """
        param($name, $secret, $config, $network, $volume)
        $parameters = @{
            Name = $name
            Image = 'swarmtools/test:1'
            Replicas = 0
            Entrypoint = 'sh', '-c'
            Argument = 'sleep 1000', '--', 'a b'
            Environment = @{ ONE = '1' }, 'TWO=a=b', 'EMPTY='
            Label = @{ tier = 'web' }
            ContainerLabel = 'inner=yes'
            Constraint = 'node.role==manager', 'node.labels.zone != a'
            Network = @{ name = $network; alias = 'one', 'two' }
            Secret = "source=$secret,target=key.pem,uid=1,gid=2,mode=0400"
            Config = @{ source = $config; target = '/etc/app.conf'; mode = '0440' }
            Mount = "type=volume,source=$volume,target=/data,readonly,volume-label=a=b", 'type=bind,source=/tmp,target=/host', 'type=tmpfs,target=/scratch,tmpfs-size=16m,tmpfs-mode=1770'
            Publish = 'published=18080,target=80,mode=host', @{ published = 18053; target = 53; protocol = 'udp'; mode = 'host' }
            HealthCommand = 'test -e /bin/sh'
            HealthInterval = '2s'
            HealthTimeout = '1500ms'
            HealthStartPeriod = '1m'
            HealthRetries = 4
            UpdateParallelism = 2
            UpdateDelay = '3s'
            UpdateMonitor = '7s'
            UpdateOrder = 'StartFirst'
            UpdateFailureAction = 'Rollback'
            UpdateMaxFailureRatio = 0.25
            EndpointMode = 'Dnsrr'
            NoWait = $true
        }
        New-SwarmService @parameters
        """;

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Everything_that_the_parameters_say_reaches_the_engine(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret, string config, string network) = (stage.Name("all"), stage.Name("secret"), stage.Name("config"), stage.Name("net"));
        await stage.DoAsync(
            """
            param($secret, $config, $network)
            Add-SwarmSecret $secret -Bytes ([byte[]](1, 2, 3)) -AllowPlaintext
            Add-SwarmConfig $config 'text'
            New-SwarmNetwork $network
            """,
            secret,
            config,
            network);

        await stage.DoAsync(Everything, name, secret, config, network, stage.Name("volume"));

        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        JsonNode container = spec["TaskTemplate"]!["ContainerSpec"]!;
        Assert.Equal("""{"tier":"web"}""", spec["Labels"]!.ToJsonString());
        Assert.Equal("""{"inner":"yes"}""", container["Labels"]!.ToJsonString());
        Assert.Equal("""["sh","-c"]""", container["Command"]!.ToJsonString());
        Assert.Equal("""["sleep 1000","--","a b"]""", container["Args"]!.ToJsonString());
        Assert.Equal(["EMPTY=", "ONE=1", "TWO=a=b"], container["Env"]!.AsArray().Select(item => (string)item!).Order(System.StringComparer.Ordinal));
        Assert.Equal("""["node.role==manager","node.labels.zone!=a"]""", spec["TaskTemplate"]!["Placement"]!["Constraints"]!.ToJsonString().Replace(" ", "", System.StringComparison.Ordinal));
        Assert.Equal(0, (int)spec["Mode"]!["Replicated"]!["Replicas"]!);
        Assert.Equal("dnsrr", (string)spec["EndpointSpec"]!["Mode"]!);
        AssertReferences(spec, container, secret, config);
        AssertPlaces(spec, container, stage.Name("volume"));
        AssertRules(spec, container);
        Assert.Equal(
            (await stage.DockerAsync("network", "inspect", "--format", "{{.Id}}", network)),
            (string)spec["TaskTemplate"]!["Networks"]![0]!["Target"]!);
        Assert.Equal("""["one","two"]""", spec["TaskTemplate"]!["Networks"]![0]!["Aliases"]!.ToJsonString());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_global_service_without_options_has_nothing_that_nobody_asked_for(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("plain");

        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Mode Global -NoHealthcheck -NoWait", name);

        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        JsonNode container = spec["TaskTemplate"]!["ContainerSpec"]!;
        Assert.Equal("""{"Global":{}}""", spec["Mode"]!.ToJsonString());
        Assert.Equal("""{"Test":["NONE"]}""", container["Healthcheck"]!.ToJsonString());
        Assert.Null(container["Env"]);
        Assert.Null(container["Mounts"]);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_the_service_was_made_of_is_what_its_container_sees(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret, string config) = (stage.Name("real"), stage.Name("secret"), stage.Name("config"));

        await stage.DoAsync(
            """
            param($name, $secret, $config)
            $null = Add-SwarmSecret $secret -Bytes ([System.Text.Encoding]::UTF8.GetBytes('top secret')) -AllowPlaintext
            $null = Add-SwarmConfig $config 'setting=1'
            New-SwarmService $name swarmtools/test:1 -Env COLOUR=blue -Secret "source=$secret,target=key,mode=0400" -Config "source=$config,target=/etc/app.conf" -UpdateMonitor 100ms
            """,
            name,
            secret,
            config);

        string container = await stage.ContainerAsync(name);
        Assert.Equal("top secret", await stage.DockerAsync("exec", container, "cat", "/run/secrets/key"));
        Assert.Equal("400", await stage.DockerAsync("exec", container, "stat", "-c", "%a", "/run/secrets/key"));
        Assert.Equal("setting=1", await stage.DockerAsync("exec", container, "cat", "/etc/app.conf"));
        Assert.Equal("blue", await stage.DockerAsync("exec", container, "sh", "-c", "echo $COLOUR"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_no_parameter_knows_can_be_read_in_Spec(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("cli");
        await stage.DockerAsync("service", "create", "-q", "-d", "--no-resolve-image", "--replicas", "0", "--init", "--ulimit", "nofile=100:200", "--name", name, "swarmtools/test:1");

        ScriptResult result = await stage.DoAsync(
            "param($name) $container = (Get-SwarmService $name).Spec.TaskTemplate.ContainerSpec; $container.Init; $container.Ulimits[0].Hard", name);

        Assert.Equal(["True", "200"], result.Texts);
    }

    private static void AssertReferences(JsonNode spec, JsonNode container, string secret, string config)
    {
        JsonNode secretUse = container["Secrets"]!.AsArray().Single()!;
        Assert.Equal(secret, (string)secretUse["SecretName"]!);
        Assert.Equal("""{"Name":"key.pem","UID":"1","GID":"2","Mode":256}""", secretUse["File"]!.ToJsonString());
        JsonNode configUse = container["Configs"]!.AsArray().Single()!;
        Assert.Equal(config, (string)configUse["ConfigName"]!);
        Assert.Equal("""{"Name":"/etc/app.conf","UID":"0","GID":"0","Mode":288}""", configUse["File"]!.ToJsonString());
        Assert.NotNull(spec["Name"]);
    }

    private static void AssertPlaces(JsonNode spec, JsonNode container, string volume)
    {
        JsonArray mounts = container["Mounts"]!.AsArray();
        Assert.Equal(volume, (string)mounts[0]!["Source"]!);
        Assert.True((bool)mounts[0]!["ReadOnly"]!);
        Assert.Equal("""{"a":"b"}""", mounts[0]!["VolumeOptions"]!["Labels"]!.ToJsonString());
        Assert.Equal(("bind", "/tmp", "/host"), ((string)mounts[1]!["Type"]!, (string)mounts[1]!["Source"]!, (string)mounts[1]!["Target"]!));
        Assert.Equal("""{"SizeBytes":16777216,"Mode":1016}""", mounts[2]!["TmpfsOptions"]!.ToJsonString());
        Assert.Equal(
            ["tcp 18080:80 host", "udp 18053:53 host"],
            spec["EndpointSpec"]!["Ports"]!.AsArray().Select(port => $"{port!["Protocol"]} {port["PublishedPort"]}:{port["TargetPort"]} {port["PublishMode"]}").Order(System.StringComparer.Ordinal));
    }

    private static void AssertRules(JsonNode spec, JsonNode container)
    {
        Assert.Equal(
            """{"Test":["CMD-SHELL","test -e /bin/sh"],"Interval":2000000000,"Timeout":1500000000,"StartPeriod":60000000000,"Retries":4}""",
            container["Healthcheck"]!.ToJsonString());
        JsonNode update = spec["UpdateConfig"]!;
        Assert.Equal(
            ("2", "3000000000", "7000000000", "start-first", "rollback", "0.25"),
            (update["Parallelism"]!.ToString(), update["Delay"]!.ToString(), update["Monitor"]!.ToString(), update["Order"]!.ToString(), update["FailureAction"]!.ToString(), update["MaxFailureRatio"]!.ToString()));
    }
}
