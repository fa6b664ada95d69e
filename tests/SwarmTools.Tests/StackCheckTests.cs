using System;

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
    public void A_test_finds_what_would_be_refused_later(string keys, string path) =>
        Assert.Equal([path], _session.Run("param($text) Test-SwarmStackFile -Text $text | Where-Object Severity -eq Error | ForEach-Object Path", $"services: {{w: {{image: 'x:1', {keys}}}}}").Texts);

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
