using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>What the parameters make of a spec is what docker's own flags make of it, on a real engine.</summary>
public sealed partial class SameAsCliTests(Labs labs) : SwarmTests(labs)
{
    private const string Image = "swarmtools/test:1";

    /// <summary>All that an update can change, so that each update has something to change.</summary>
    public static readonly string[] Rich =
    [
        "--cap-add", "net_admin", "--cap-drop", "mknod", "--config", "{config}", "--constraint", "node.role==manager", "--constraint", "node.labels.a!=b", "--container-label", "one=1",
        "--container-label", "two=2", "--dns", "10.0.0.1", "--dns", "10.0.0.2", "--dns-option", "ndots:2", "--dns-search", "example.com", "--env", "A=1", "--env", "B=2",
        "--generic-resource", "gpu=2", "--group", "audio", "--health-cmd", "true", "--health-interval", "5s", "--host", "db:10.0.0.5", "--host", "mail:10.0.0.6", "--hostname", "old",
        "--label", "one=1", "--label", "two=2", "--limit-cpu", "1", "--limit-memory", "64m", "--log-driver", "json-file", "--log-opt", "max-size=1m",
        "--mount", "type=tmpfs,target=/a", "--mount", "type=volume,source=v,target=/b", "--network", "{network}", "--placement-pref", "spread=node.labels.dc",
        "--publish", "published=8085,target=80,mode=host", "--publish", "published=8086,target=81,protocol=udp,mode=host", "--secret", "{secret}", "--sysctl", "net.core.somaxconn=1024",
        "--ulimit", "nofile=10:20", "--user", "1000", "--workdir", "/srv", "--read-only", "--tty", "--stop-signal", "SIGINT",
    ];

    /// <summary>What else a service can be made with: the rest of the flags of docker's help.</summary>
    public static string[] RichUpdates(Version api) =>
    [
        "--credential-spec", "file://web.json", "--endpoint-mode", "vip", "--entrypoint", "sh -c", "--health-retries", "3", "--health-start-period", "1s", "--health-timeout", "2s", "--init",
        "--isolation", "default", "--limit-pids", "9", "--replicas-max-per-node", "3", "--reserve-cpu", ".001", "--reserve-memory", "8m", "--restart-condition", "on-failure",
        "--restart-delay", "1500ms", "--restart-max-attempts", "0", "--restart-window", "1ns", "--rollback-delay", "1s", "--rollback-failure-action", "continue",
        "--rollback-max-failure-ratio", "0.3", "--rollback-monitor", "1s", "--rollback-order", "start-first", "--rollback-parallelism", "0", "--stop-grace-period", "0s",
        "--update-delay", "1s", "--update-failure-action", "rollback", "--update-max-failure-ratio", "0.7", "--update-monitor", "1m1ns", "--update-order", "start-first", "--update-parallelism", "0",
        .. api >= new Version(1, 44) ? new[] { "--health-start-interval", "1s" } : [],
        .. api >= new Version(1, 46) ? new[] { "--oom-score-adj", "-1" } : [],
    ];

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_is_made_as_docker_makes_it(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        Func<string, string> fill = await ObjectsAsync(stage);
        IReadOnlyList<CliCase> cases = [.. CreateCases.All.Where(row => row.Since is null || row.Since <= stage.Api)];
        string[] names = [.. cases.Select((_, number) => stage.Name("n" + number))];
        string[] WithReplicas(CliCase row) => row.Names.Contains("mode") ? [] : ["--replicas", "0"];

        foreach ((CliCase row, string name) in cases.Zip(names))
        {
            await stage.DockerAsync(["service", "create", "-d", "-q", "--no-resolve-image", "--name", name, .. WithReplicas(row), .. row.Flags.Select(fill), Image, "sleep", "5"]);
        }

        JsonNode[] expected = await SpecsAsync(stage, names);
        await stage.DockerAsync(["service", "rm", .. names]);
        await stage.DoAsync(string.Join('\n', cases.Zip(names, (row, name) =>
            $"New-SwarmService {name} {Image} -Argument sleep, 5 -NoResolveImage -NoWait {(row.Names.Contains("mode") ? "" : "-Replicas 0")} {fill(row.Parameters)}")));

        AssertSame(cases, expected, await SpecsAsync(stage, names));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_is_changed_as_docker_changes_it(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        Func<string, string> fill = await ObjectsAsync(stage);
        IReadOnlyList<CliCase> cases = [.. UpdateCases.All.Where(row => row.Since is null || row.Since <= stage.Api)];
        string[] names = [.. cases.Select((_, number) => stage.Name("u" + number))];
        Task CreateAsync(CliCase row, string name) =>
            stage.DockerAsync(["service", "create", "-d", "-q", "--no-resolve-image", "--name", name, .. row.Base ?? ["--replicas", "0", .. Rich.Select(fill)], Image, "sleep", "5"]);

        foreach ((CliCase row, string name) in cases.Zip(names))
        {
            await CreateAsync(row, name);
            await stage.UpdateByDockerAsync(name, [.. row.Flags.Select(fill)]);
        }

        JsonNode[] expected = await SpecsAsync(stage, names);
        await stage.DockerAsync(["service", "rm", .. names]);
        foreach ((CliCase row, string name) in cases.Zip(names))
        {
            await CreateAsync(row, name);
        }

        await stage.DoAsync(string.Join('\n', cases.Zip(names, (row, name) => $"Set-SwarmService {name} -NoResolveImage -NoWait {fill(row.Parameters)}")));

        AssertSame(cases, expected, await SpecsAsync(stage, names));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Every_flag_of_docker_has_its_case(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        AssertAll(await stage.DockerAsync("service", "create", "--help"), CreateCases.All, CreateCases.WithoutTrace, CreateCases.NewerThanAnyEngine);
        AssertAll(await stage.DockerAsync("service", "update", "--help"), UpdateCases.All, UpdateCases.WithoutTrace, UpdateCases.NewerThanAnyEngine);
    }

    private static void AssertAll(string help, IReadOnlyList<CliCase> cases, string[] withoutTrace, string[] newer) => Assert.Empty(
        Flag().Matches(help).Select(flag => flag.Groups["name"].Value).Except(cases.SelectMany(row => row.Names)).Except(withoutTrace).Except(newer));

    private static async Task<Func<string, string>> ObjectsAsync(Stage stage)
    {
        (string secret, string config, string network) = (stage.Name("secret"), stage.Name("config"), stage.Name("net"));
        await stage.DoAsync(
            """
            param($secret, $config, $network)
            "$secret", "$secret-2" | ForEach-Object { $null = Add-SwarmSecret $_ -Bytes ([byte[]](1, 2, 3)) -AllowPlaintext }
            "$config", "$config-2" | ForEach-Object { $null = Add-SwarmConfig $_ 'text' }
            $null = New-SwarmNetwork $network, "$network-2"
            """,
            secret,
            config,
            network);
        string file = Path.Combine(Path.GetTempPath(), stage.Name("variables.env"));
        await File.WriteAllTextAsync(file, "\uFEFF# a comment\nONE=1\n\n  TWO=a b # no comment\nPATH_THAT_NOBODY_HAS\nHOME\n");
        return text => text.Replace("{secret}", secret, StringComparison.Ordinal).Replace("{config}", config, StringComparison.Ordinal)
            .Replace("{network}", network, StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal);
    }

    private static async Task<JsonNode[]> SpecsAsync(Stage stage, string[] names) =>
        [.. (await Task.WhenAll(names.Select(stage.ServiceAsync))).Select(service => service["Spec"]!)];

    private static void AssertSame(IReadOnlyList<CliCase> cases, JsonNode[] expected, JsonNode[] actual)
    {
        string[] wrong = [.. cases.SelectMany((row, number) => Differences(row, Sorted(expected[number]), Sorted(actual[number])))];
        Assert.True(wrong.Length == 0, "docker's spec -> ours:\n" + string.Join('\n', wrong));
    }

    private static IEnumerable<string> Differences(CliCase row, JsonNode expected, JsonNode actual)
    {
        string[] found = [.. JsonDifference.Between(expected, actual)];
        return !row.IsIgnoredByDocker ? found.Select(difference => $"{row}: {difference}")
            : found.Length == 1 ? []
            : [$"{row}: docker ignores it, so that there must be one difference, not {found.Length}"];
    }

    // Docker's client sorts some of these lists when it changes them, and leaves others to chance; for the engine their order means nothing.
    private static JsonNode Sorted(JsonNode spec)
    {
        JsonNode task = spec["TaskTemplate"]!;
        Sort(task["Placement"], "Constraints");
        Sort(task["ContainerSpec"], "Env");
        Sort(task["ContainerSpec"], "Mounts");
        Sort(task["Resources"]?["Reservations"], "GenericResources");
        Sort(task, "Networks");
        Sort(spec["EndpointSpec"], "Ports");
        return spec;
    }

    private static void Sort(JsonNode? parent, string name)
    {
        if (parent?[name] is JsonArray list)
        {
            parent[name] = new JsonArray([.. list.Select(item => item!.DeepClone()).OrderBy(item => item.ToJsonString(), StringComparer.Ordinal)]);
        }
    }

    [GeneratedRegex(@"^\s+(-\w, )?--(?<name>[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Flag();
}
