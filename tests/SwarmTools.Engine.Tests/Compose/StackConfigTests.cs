using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>The recorded answers of <c>docker stack config</c> 28.2.2: what it accepts gives the same here.</summary>
public class StackConfigTests
{
    // What the CLI loses or gets wrong, and what it refuses although a swarm or a client can do it: each has a test of its own.
    private static readonly string[] s_different =
    [
        "merge-ports", "multi", "oom", "reset", "nested", "emptyenv", "boolenv", "content", "cpus", "dep", "dur", "envobj", "ext", "forb", "groupadd", "imgvol", "incl",
        "ipam", "ipam2", "labelbool", "longport", "name", "platform", "plus", "portstr", "prof", "secenv", "sizes", "v3",
    ];

    public static TheoryData<string> Accepted => new(Cases().Where(name => File.Exists(Path.Combine(Folder, name, "expected.yml"))).Except(s_different));

    public static TheoryData<string> Refused => new(Cases().Where(name => !File.Exists(Path.Combine(Folder, name, "expected.yml"))).Except(s_different));

    [Theory]
    [MemberData(nameof(Accepted))]
    public void What_docker_accepts_gives_the_same(string name)
    {
        List<SwarmStackFinding> findings = [];
        string folder = Path.Combine(Folder, name);
        ComposeMapping project = Read(folder, findings)!;
        Assert.DoesNotContain(findings, finding => finding.Severity == SwarmStackSeverity.Error);
        string expected = File.ReadAllText(Path.Combine(folder, "expected.yml")).Replace("{dir}", folder, StringComparison.Ordinal);
        Assert.Equal(Lines(new Yaml().Read(expected, "expected.yml", findings, CancellationToken.None)!), Lines(new Yaml().Read(new Yaml().Write(DockerForm.Of(project)), "ours.yml", findings, CancellationToken.None)!));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_docker_refuses_is_refused_with_its_place(string name)
    {
        List<SwarmStackFinding> findings = [];
        Read(Path.Combine(Folder, name), findings);
        Assert.Contains(findings, finding => finding is { Severity: SwarmStackSeverity.Error, Line: > 0, Column: > 0, File: "compose.yml" });
    }

    // What docker refuses, and a swarm or a client can do.
    [Theory]
    [InlineData("boolenv", ".services.web.environment.B = Text true")]
    [InlineData("labelbool", ".services.web.deploy.labels.traefik.enable = Text true")]
    [InlineData("content", ".configs.c.content = Text hello")]
    [InlineData("cpus", ".services.web.deploy.resources.limits.cpus = Text 0.5")]
    [InlineData("sizes", ".services.web.deploy.resources.limits.memory = Text 1024")]
    [InlineData("dep", ".services.web.depends_on.db.condition = Text service_healthy")]
    [InlineData("dur", ".services.web.stop_grace_period = Text 10s")]
    [InlineData("envobj", ".services.web.env_file[0].required = Boolean false")]
    [InlineData("forb", ".services.web.mem_limit = Text 52428800")]
    [InlineData("groupadd", ".services.web.group_add[0] = Text docker")]
    [InlineData("imgvol", ".services.web.volumes[0].image.subpath = Text y")]
    [InlineData("ipam", ".networks.default.enable_ipv6 = Boolean true")]
    [InlineData("ipam2", ".networks.default.ipam.config[0].gateway = Text 10.1.0.1")]
    [InlineData("longport", ".services.web.ports[0].published = Integer 8080")]
    [InlineData("name", ".name = Text app")]
    [InlineData("platform", ".services.web.platform = Text linux/amd64")]
    [InlineData("plus", ".services.web.image = Text nginx:")]
    [InlineData("portstr", ".services.web.ports[0].published = Integer 8080")]
    [InlineData("secenv", ".secrets.s.environment = Text FOO")]
    [InlineData("v3", ".services.web.image = Text nginx")]
    public void What_only_docker_refuses_is_read(string name, string expected) => Assert.Contains(expected, LinesOf(name));

    // What docker loses, or gets wrong (2.6 of its rules: ports that differ in their protocol alone, false and empty values, lists that are replaced).
    [Theory]
    [InlineData("nested", ".services.web.image = Text nginx:x")]
    [InlineData("oom", ".services.web.oom_score_adj = Integer 100")]
    [InlineData("emptyenv", ".services.web.environment.FOO = Text ")]
    [InlineData("emptyenv", ".services.web.environment.NOPE = Null ")]
    [InlineData("merge-ports", ".services.dns.ports[0].protocol = Text tcp")]
    [InlineData("merge-ports", ".services.dns.ports[1].protocol = Text udp")]
    [InlineData("merge-ports", ".services.dns.ports[3].target = Integer 81")]
    [InlineData("merge-ports", ".services.dns.read_only = Boolean false")]
    [InlineData("merge-ports", ".services.dns.tty = Boolean false")]
    [InlineData("merge-ports", ".services.dns.secrets[1].target = Text b")]
    [InlineData("merge-ports", ".networks.n.driver = Text overlay")]
    [InlineData("merge-ports", ".networks.n.attachable = Boolean false")]
    [InlineData("merge-ports", ".networks.n.labels.a = Text 1")]
    [InlineData("merge-ports", ".services.dns.deploy.update_config.parallelism = Integer 0")]
    public void What_docker_loses_is_kept(string name, string expected) => Assert.Contains(expected, LinesOf(name));

    [Fact]
    public void An_empty_list_replaces_and_a_reset_takes_away()
    {
        Assert.DoesNotContain(LinesOf("merge-ports"), line => line.StartsWith(".services.dns.entrypoint", StringComparison.Ordinal));
        Assert.DoesNotContain(LinesOf("reset"), line => line.StartsWith(".services.web.ports", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_document_is_an_error()
    {
        List<SwarmStackFinding> findings = [];
        Read(Path.Combine(Folder, "multi"), findings);
        Assert.Equal("compose.yml:2:1", Assert.Single(findings).ToString()[..15]);
    }

    private static IReadOnlyList<string> LinesOf(string name)
    {
        List<SwarmStackFinding> findings = [];
        ComposeMapping project = Read(Path.Combine(Folder, name), findings)!;
        Assert.DoesNotContain(findings, finding => finding.Severity == SwarmStackSeverity.Error);
        return Lines(project);
    }

    private static string Folder => Repository.PathOf("tests", "data", "compose");

    private static IEnumerable<string> Cases() => Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    private static ComposeMapping? Read(string folder, List<SwarmStackFinding> findings)
    {
        string variables = Path.Combine(folder, "environment.json");
        Dictionary<string, string> environment = File.Exists(variables) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(variables))! : [];
        // The only other variable that was set when the answers were recorded.
        environment.TryAdd("HOME", "/root");
        string[] files = [.. new[] { "compose.yml", "override1.yml" }.Where(file => File.Exists(Path.Combine(folder, file)))];
        return new ComposeReader(new Yaml(), new Input(folder, environment), findings).Read([.. files.Select(file => (file, File.ReadAllText(Path.Combine(folder, file))))], CancellationToken.None);
    }

    // Each value with the keys that lead to it: the order of keys does not matter, that of items does.
    private static IReadOnlyList<string> Lines(ComposeNode node, string path = "") => node switch
    {
        ComposeMapping mapping => [.. mapping.Entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal).SelectMany(entry => Lines(entry.Value, $"{path}.{entry.Key.Text}"))],
        ComposeSequence sequence => [.. sequence.Items.SelectMany((item, index) => Lines(item, $"{path}[{index}]"))],
        ComposeScalar scalar when ScalarValue.Of(scalar) is var value => [$"{path} = {value.Kind} {value.Text}"],
        _ => [],
    };

    private sealed class Input(string folder, Dictionary<string, string> environment) : IComposeInput
    {
        public string Directory => Path.GetFullPath(folder);

        public string? Variable(string name) => environment.GetValueOrDefault(name);

        public bool HasFile(string path) => File.Exists(path);

        public byte[]? ReadFile(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
