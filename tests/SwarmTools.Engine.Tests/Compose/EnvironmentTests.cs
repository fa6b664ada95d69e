using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>The cases of docker/cli (opts/env, the loader's environment and casts), in our words: OWN is mine, BLANK is empty, COUNT is 3, LONG is 90s, BIG is 64m.</summary>
public class EnvironmentTests
{
    private static readonly Dictionary<string, string> s_files = new()
    {
        ["/stack/empty.env"] = "",
        ["/stack/one.env"] = "A=a\nB=\nOWN\nNOBODYS\n",
        ["/stack/two.env"] = "C=c\nA=other",
        ["/stack/quoted.env"] = "A=\"$OWN\" # x",
        ["/stack/quotes.env"] = "A=a\n B='b'\n",
        ["/stack/wrong.env"] = "# remark\nexport A=1",
    };

    private readonly List<SwarmStackFinding> _findings = [];

    [Theory]
    [InlineData("", "")]
    [InlineData("env_file: empty.env", "")]
    [InlineData("env_file: []", "")]
    [InlineData("env_file: one.env", "A=a B= OWN=mine")]
    [InlineData("env_file: [one.env]", "A=a B= OWN=mine")]
    [InlineData("env_file: /stack/one.env", "A=a B= OWN=mine")]
    [InlineData("env_file: ./x/../one.env", "A=a B= OWN=mine")]
    [InlineData("env_file: [one.env, two.env]", "A=other B= C=c OWN=mine")]
    [InlineData("env_file: [two.env, one.env]", "A=a B= C=c OWN=mine")]
    [InlineData("env_file: [one.env, empty.env]", "A=a B= OWN=mine")]
    [InlineData("env_file: quoted.env", "A=\"$OWN\" # x")]
    [InlineData("env_file: '${NOBODYS:-one}.env'", "A=a B= OWN=mine")]
    [InlineData("env_file: one.env, environment: {A: 'last', D: d}", "A=last B= D=d OWN=mine")]
    [InlineData("env_file: one.env, environment: [A=last, D=d]", "A=last B= D=d OWN=mine")]
    [InlineData("env_file: one.env, environment: {OWN: , A: }", "A B= OWN=mine")]
    [InlineData("environment: {A: a, B: ''}", "A=a B=")]
    [InlineData("environment: [A=a, 'B=', C=c=d]", "A=a B= C=c=d")]
    [InlineData("environment: [OWN, BLANK, NOBODYS]", "BLANK= NOBODYS OWN=mine")]
    [InlineData("environment: {OWN: , BLANK: ~, NOBODYS: null}", "BLANK= NOBODYS OWN=mine")]
    [InlineData("environment: {A: '$OWN', B: '${OWN}-${BLANK}', C: '$$OWN'}", "A=mine B=mine- C=$OWN")]
    [InlineData("environment: ['A=$OWN', '$OWN=b']", "A=mine mine=b")]
    [InlineData("environment: ['=x', 'A B=y']", "=x A B=y")]
    [InlineData("environment: {A: 1, B: 0.5, C: 0x1F, D: 1e3, E: 0123}", "A=1 B=0.5 C=31 D=1000 E=83")]
    public void Variables_of_a_service(string keys, string expected) =>
        Assert.Equal(expected, string.Join(' ', Entries(Service(keys)["environment"]).Select(Pair).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("env_file: gone.env", "gone.env")]
    [InlineData("env_file: [one.env, gone.env]", "gone.env")]
    [InlineData("env_file: wrong.env", "wrong.env:2: ")]
    [InlineData("env_file: {a: b}", "is expected here")]
    [InlineData("env_file: [{required: false}]", "No file is named here")]
    [InlineData("env_file: '$BLANK'", "No file is named here")]
    [InlineData("environment: text", "is expected here")]
    [InlineData("environment: {A: [x]}", "is expected here")]
    [InlineData("environment: {A: {b: c}}", "is expected here")]
    public void What_is_wrong_is_told(string keys, string expected)
    {
        Service(keys);
        Assert.Contains(_findings, finding => finding is { Severity: SwarmStackSeverity.Error, Line: > 0, Column: > 0 } && finding.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_variable_of_a_file_has_its_place_there() =>
        Assert.Equal("one.env:3:1", ((ComposeMapping)Service("env_file: one.env")["environment"]!).Entries.Single(entry => entry.Key.Text == "OWN").Key.At.ToString());

    [Fact]
    public void Quotes_in_a_file_of_variables_are_told_once_with_the_place_in_that_file()
    {
        new ComposeReader(new Yaml(), new Input(), _findings).Read([("compose.yml", "services: {a: {image: x, env_file: quotes.env}, b: {image: x, env_file: quotes.env}}")], CancellationToken.None);
        Assert.Equal("quotes.env:2:1: B: The quotes around the value are part of it, as in docker. Take them away, unless they are meant.", Assert.Single(_findings).ToString());
        Assert.Equal(SwarmStackSeverity.Warning, _findings[0].Severity);
    }

    // After a variable was filled in, a text may be a number, true or false, a duration or a size.
    [Theory]
    [InlineData("deploy: {replicas: '$COUNT'}", "deploy.replicas", "3")]
    [InlineData("deploy: {update_config: {parallelism: '${COUNT}'}}", "deploy.update_config.parallelism", "3")]
    [InlineData("deploy: {update_config: {max_failure_ratio: '${NOBODYS:-0.25}'}}", "deploy.update_config.max_failure_ratio", "0.25")]
    [InlineData("deploy: {restart_policy: {max_attempts: '$COUNT'}}", "deploy.restart_policy.max_attempts", "3")]
    [InlineData("healthcheck: {retries: '$COUNT', test: x}", "healthcheck.retries", "3")]
    [InlineData("ulimits: {nofile: {soft: '$COUNT', hard: '${COUNT}0'}}", "ulimits.nofile.hard", "30")]
    [InlineData("read_only: '${NOBODYS:-yes}'", "read_only", "true")]
    [InlineData("tty: '${NOBODYS:-off}'", "tty", "false")]
    [InlineData("stdin_open: '${NOBODYS:-True}'", "stdin_open", "true")]
    [InlineData("stop_grace_period: $LONG", "stop_grace_period", "1m30s")]
    [InlineData("healthcheck: {interval: '${COUNT}m', test: x}", "healthcheck.interval", "3m0s")]
    [InlineData("deploy: {update_config: {delay: '${NOBODYS:-1500ms}'}}", "deploy.update_config.delay", "1.5s")]
    [InlineData("deploy: {resources: {limits: {memory: '${BIG}'}}}", "deploy.resources.limits.memory", "67108864")]
    [InlineData("deploy: {resources: {reservations: {memory: '${COUNT}g'}}}", "deploy.resources.reservations.memory", "3221225472")]
    public void What_a_variable_brings_is_read_as_if_it_were_written_there(string keys, string path, string expected)
    {
        ComposeNode? node = path.Split('.').Aggregate((ComposeNode?)Service(keys), (owner, key) => (owner as ComposeMapping)?[key]);
        Assert.Equal(expected, Text(Assert.IsType<ComposeScalar>(node)));
        Assert.Empty(_findings);
    }

    [Theory]
    [InlineData("deploy: {replicas: '${NOBODYS:-many}'}", "'many'")]
    [InlineData("deploy: {replicas: '$BLANK'}", "''")]
    [InlineData("tty: '${NOBODYS:-maybe}'", "'maybe'")]
    [InlineData("stop_grace_period: '$COUNT'", "'3'")]
    [InlineData("deploy: {resources: {limits: {memory: '${OWN}'}}}", "'mine'")]
    public void What_a_variable_brings_may_be_wrong(string keys, string expected)
    {
        Service(keys);
        Assert.Contains(expected, Assert.Single(_findings).Message, StringComparison.Ordinal);
    }

    private ComposeMapping Service(string keys)
    {
        ComposeMapping? project = new ComposeReader(new Yaml(), new Input(), _findings).Read([("compose.yml", $"services: {{a: {{image: x{(keys.Length > 0 ? ", " + keys : "")}}}}}")], CancellationToken.None);
        return (project?["services"] as ComposeMapping)?["a"] as ComposeMapping ?? new ComposeMapping([], default);
    }

    private static IEnumerable<ComposeEntry> Entries(ComposeNode? node) => (node as ComposeMapping)?.Entries ?? [];

    private static string Pair(ComposeEntry entry) => entry.Value is ComposeScalar { IsNull: true } ? entry.Key.Text : $"{entry.Key.Text}={Text(entry.Value)}";

    private static string Text(ComposeNode node) => node is ComposeScalar scalar ? scalar.Text : "";

    private sealed class Input : IComposeInput
    {
        public string Directory => "/stack";

        public string? Variable(string name) => name switch { "OWN" => "mine", "BLANK" => "", "COUNT" => "3", "LONG" => "90s", "BIG" => "64m", _ => null };

        public bool HasFile(string path) => s_files.ContainsKey(path);

        public byte[]? ReadFile(string path) => s_files.TryGetValue(path, out string? text) ? Encoding.UTF8.GetBytes(text) : null;
    }
}
