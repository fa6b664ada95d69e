using System;
using System.Linq;

namespace SwarmTools.Tests;

/// <summary>What Test-SwarmStackFile finds.</summary>
public sealed class StackCheckTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    // What docker's client or an engine says only when it is deployed.
    [Theory]
    [InlineData("volumes: ['data:/d']", "services.w.volumes")]
    [InlineData("deploy: {mode: global, replicas: 2}", "services.w.deploy.replicas")]
    [InlineData("deploy: {placement: {constraints: [node.role = manager]}}", "services.w.deploy.placement.constraints")]
    [InlineData("restart: sometimes", "services.w.restart")]
    [InlineData("restart: 'on-failure:x'", "services.w.restart")]
    [InlineData("volumes: [{type: tmpfs, source: a, target: /a}]", "services.w.volumes")]
    [InlineData("volumes: ['/a:/x', '/b:/x']", "services.w.volumes")]
    [InlineData("volumes: [{type: tmpfs}]", "services.w.volumes")]
    [InlineData("ports: [{published: 80}]", "services.w.ports")]
    [InlineData("healthcheck: {test: x, disable: true}", "services.w.healthcheck.disable")]
    [InlineData("healthcheck: {test: [curl, localhost]}", "services.w.healthcheck.test")]
    [InlineData("credential_spec: {file: a, registry: b}", "services.w.credential_spec")]
    [InlineData("credential_spec: {config: nope}", "services.w.credential_spec.config")]
    [InlineData("ports: ['80:80', '80:81']", "services.w.ports")]
    [InlineData("ports: ['80:80'], deploy: {endpoint_mode: dnsrr}", "services.w.ports")]
    [InlineData("depends_on: [w]", "services.w.depends_on.w")]
    [InlineData("volumes: ['data']", "services.w.volumes")]
    [InlineData("stop_grace_period: -1s", "services.w.stop_grace_period")]
    [InlineData("deploy: {update_config: {delay: -5s}}", "services.w.deploy.update_config.delay")]
    [InlineData("deploy: {rollback_config: {max_failure_ratio: 2}}", "services.w.deploy.rollback_config.max_failure_ratio")]
    [InlineData("deploy: {resources: {limits: {memory: 1k}}}", "services.w.deploy.resources.limits.memory")]
    [InlineData("deploy: {resources: {reservations: {cpus: '0.0001'}}}", "services.w.deploy.resources.reservations.cpus")]
    [InlineData("environment: {'': x}", "services.w.environment")]
    [InlineData("ulimits: {nofile: {soft: 10, hard: 5}}", "services.w.ulimits.nofile")]
    [InlineData("extra_hosts: ['a:notip']", "services.w.extra_hosts")]
    public void A_test_finds_what_would_be_refused_later(string keys, string path) =>
        Assert.Equal([path], _session.Run("param($text) Test-SwarmStackFile -Text $text | Where-Object Severity -eq Error | ForEach-Object Path", $"services: {{w: {{image: 'x:1', {keys}}}}}").Texts);

    [Theory]
    [InlineData("restart: 'on-failure:3'")]
    [InlineData("restart: unless-stopped")]
    [InlineData("deploy: {resources: {limits: {memory: 64m, cpus: '0.5'}}, update_config: {delay: 5s, max_failure_ratio: 0.5}}")]
    [InlineData("ulimits: {nofile: {soft: 5, hard: 10}, core: {soft: 1, hard: -1}}, extra_hosts: ['a:10.0.0.1', 'b:::1', 'c:host-gateway']")]
    [InlineData("ports: [{target: 80, published: 8080, name: web}]")]
    public void A_test_finds_nothing_wrong(string keys) =>
        Assert.Empty(_session.Run("param($text) Test-SwarmStackFile -Text $text | Where-Object Severity -ne Advice | ForEach-Object Path", $"services: {{w: {{image: 'x:1', {keys}}}}}").Texts);

    [Fact]
    public void A_value_drives_no_console_and_breaks_no_line()
    {
        string[] told = [.. _session.Run("Test-SwarmStackFile -Text \"services: {w: {image: x, stop_grace_period: `\"5\\nmin`\", `\"k\\e[32m`\": 1}}\" | Where-Object Severity -eq Error").Texts];
        Assert.Equal(2, told.Length);
        Assert.All(told, text => Assert.DoesNotContain(text, char.IsControl));
    }

    [Fact]
    public void One_mistake_is_told_once() => Assert.Equal(
        ["services.w.image"], _session.Run("Test-SwarmStackFile -Text 'services: {w: {image: 5}}' | Where-Object Severity -eq Error | ForEach-Object Path").Texts);

    [Fact]
    public void A_secret_whose_value_will_be_given_needs_no_file() => Assert.Equal(
        ["secrets.key.environment", "'pin'", "It has key."],
        _session.Run("""
            $text = 'services: {w: {image: "x:1", secrets: [key]}}', 'secrets: {key: {environment: NOBODY_SET_THIS}}'
            Test-SwarmStackFile -Text $text | Where-Object Severity -eq Error | ForEach-Object Path
            $value = [securestring]::new()
            Test-SwarmStackFile -Text $text -SecretValue @{ key = $value } | Where-Object Severity -eq Error | ForEach-Object Path
            try { Test-SwarmStackFile -Text $text -SecretValue @{ pin = $value } } catch { "$_" -match "'pin'" | Out-Null; $Matches[0]; "$_" -match 'It has key\.' | Out-Null; $Matches[0] }
            """).Texts);

    [Fact]
    public void A_bad_port_is_explained_in_words_of_files()
    {
        string message = Assert.Single(_session.Run("(Test-SwarmStackFile -Text 'services: {w: {image: x, ports: [\"80:99999\"]}}' | Where-Object Severity -eq Error).Message").Texts);
        Assert.EndsWith("'99999' is not a port. Write [PUBLISHED:]TARGET[/tcp|udp|sctp]; ports are 1-65535.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_without_a_value_has_none() => Assert.Equal(
        ["none", "empty"],
        _session.Run("$e = (Resolve-SwarmStackFile -Text 'services: {w: {image: x, environment: {NOBODY_SET_THIS: , B: \"\"}}}').Services[0].Environment; if ($null -eq $e['NOBODY_SET_THIS']) { 'none' }; if ($e['B'] -eq '') { 'empty' }").Texts);

    [Theory]
    [InlineData("DB_PASS: x", true)]
    [InlineData("MYSQL_ROOT_PASSWORD: x", true)]
    [InlineData("AWS_SECRET_ACCESS_KEY: x", true)]
    [InlineData("DATABASE: 'postgres://me:hunter2@db/shop'", true)]
    [InlineData("DATABASE: 'redis://:hunter2@cache:6379'", true)]
    [InlineData("CERT: '-----BEGIN RSA PRIVATE KEY-----'", true)]
    [InlineData("COMPASS: north", false)]
    [InlineData("AWS_ACCESS_KEY_ID: x", false)]
    [InlineData("DB_PASSWORD_FILE: /run/secrets/db", false)]
    [InlineData("DATABASE: 'postgres://db:5432/shop?to=me@example.org'", false)]
    [InlineData("DB_PASSWORD: ''", false)]
    public void A_value_that_looks_like_a_secret_is_worth_advice(string variable, bool expected) =>
        Assert.Equal(expected, _session.Run("param($text) Test-SwarmStackFile -Text $text | ForEach-Object Message", $"services: {{w: {{image: 'x:1', environment: {{{variable}}}}}}}").Texts.Any(text => text.StartsWith("It looks like a secret", StringComparison.Ordinal)));

    [Theory]
    [InlineData("mem_limit: 1g")]
    [InlineData("cpus: 2")]
    [InlineData("deploy: {resources: {limits: {pids: 100}}}")]
    public void A_service_that_has_limits_gets_no_advice_to_set_them(string keys) =>
        Assert.DoesNotContain(_session.Run("param($text) Test-SwarmStackFile -Text $text | ForEach-Object Message", $"services: {{w: {{image: 'x:1', {keys}}}}}").Texts, text => text.Contains("limits", StringComparison.Ordinal));

    [Theory]
    [InlineData("services: {w: {image: 'UPPER/Case:x y'}}", "services.w.image")]
    [InlineData("services: {w: {image: 'x:1'}}\nsecrets: {s: {file: ./nope.txt}}", "secrets.s.file")]
    [InlineData("services: {w: {image: 'x:1'}}\nsecrets: {s: {environment: SWARMTOOLS_NO_SUCH_VARIABLE}}", "secrets.s.environment")]
    [InlineData("services: {w: {image: 'x:1'}}\nconfigs: {c: {}}", "configs.c")]
    public void A_test_finds_what_is_not_there(string text, string path) =>
        Assert.Equal([path], _session.Run("param($text) Test-SwarmStackFile -Text $text | Where-Object Severity -eq Error | ForEach-Object Path", text).Texts);

    // A file of this machine and a name that none can have: one error each, with a place, and nothing else.
    [Theory]
    [InlineData("services: {a: {image: x, env_file: \"a\\0b\"}}")]
    [InlineData("include: [\"a\\0b.yml\"]")]
    [InlineData("services: {a: {image: x, extends: {file: \"a\\0b.yml\", service: s}}}")]
    public void A_name_that_no_file_can_have_is_one_of_no_file(string text)
    {
        ScriptResult read = _session.Run("param($text) Resolve-SwarmStackFile -Text $text", text);
        Assert.Equal(["ComposeInvalid"], read.ErrorIds);
        Assert.Contains("There is no file", read.Errors[0].ToString(), StringComparison.Ordinal);
    }
}
