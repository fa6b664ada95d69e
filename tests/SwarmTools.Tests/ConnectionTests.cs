using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Which connections there are, and what may be piped into them.</summary>
public sealed class ConnectionTests : CmdletTests
{
    [Fact]
    public void A_connection_can_be_piped_and_is_used_again()
    {
        ScriptResult result = Run("Get-SwarmConnection | Test-SwarmConnection | ForEach-Object { $_.Reachable }; Get-SwarmConnection | Connect-Swarm; Get-SwarmConnection");

        Assert.Empty(result.Errors);
        Assert.Equal(["True", Engine.HostUri], result.Texts);
    }

    // A context of the same name may be in the usual folder too.
    [Fact]
    public async Task A_piped_context_opens_the_engine_that_it_shows()
    {
        await using FakeEngine other = await FakeEngine.StartAsync();
        using TemporaryFolder folder = new();
        string id = Convert.ToHexStringLower(SHA256.HashData("prod"u8));
        System.IO.Directory.CreateDirectory(folder.File($"contexts/meta/{id}"));
        folder.Write($"contexts/meta/{id}/meta.json", "{\"Name\":\"prod\",\"Endpoints\":{\"docker\":{\"Host\":\"" + other.HostUri + "\"}}}");

        ScriptResult result = Run("param($folder) (Get-SwarmContext prod -ConfigPath $folder | Connect-Swarm -PassThru).Endpoints[0].ToString()", folder.Path);

        Assert.Empty(result.Errors);
        Assert.Equal([other.HostUri], result.Texts);
    }

    [Theory]
    [InlineData("Get-SwarmService x | Connect-Swarm")]
    [InlineData("Get-SwarmService x | Test-SwarmConnection")]
    [InlineData("Get-SwarmNode x | Connect-Swarm")]
    [InlineData("'tcp://127.0.0.1:1', 'tcp://127.0.0.1:2' | Connect-Swarm")]
    [InlineData("[pscustomobject]@{ Name = 'x' } | Connect-Swarm")]
    public void Nothing_else_is_taken_for_one(string script)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("x"))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("x")));

        ScriptResult result = Run(script);

        Assert.Equal(["WrongKind"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Connect-Swarm")]
    [InlineData("Test-SwarmConnection")]
    public void A_connection_and_an_address_exclude_each_other(string cmdlet)
    {
        ScriptResult result = Run(cmdlet + " -Connection (Get-SwarmConnection) -UseTls");

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
    }

    [Theory]
    [InlineData("-ClientCertificate /nowhere/cert.pem")]
    [InlineData("-ConfigPath /nowhere -Context nothing")]
    public void No_parameter_is_left_out_when_a_connection_is_tested(string parameters)
    {
        ScriptResult result = Run("Test-SwarmConnection -Quiet " + parameters);

        Assert.NotEmpty(result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_connection_that_failed_does_not_stay()
    {
        ScriptResult result = Run("try { Connect-Swarm tcp://127.0.0.1:1 } catch { }; Get-SwarmConnection");

        Assert.Empty(result.Errors);
        Assert.Equal([Engine.HostUri], result.Texts);
    }

    [Fact]
    public async Task A_connection_whose_engine_is_gone_is_listed_with_an_error()
    {
        await Engine.DisposeAsync();

        ScriptResult result = Run("Get-SwarmConnection");

        Assert.False(result.Terminated);
        Assert.Equal(["EngineUnreachable"], result.ErrorIds);
        Assert.Equal([Engine.HostUri], result.Texts);
        Assert.Same(result.Output[0].BaseObject, result.Error.TargetObject);
    }

    [Fact]
    public async Task Completion_does_not_use_up_the_warning_of_an_unsafe_connection()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using FakeEngine secure = await FakeEngine.StartAsync(listen: options => options.UseHttps(certificate));
        secure.Answer("GET", "/services", "[]");
        object connection = Run("param($uri) Connect-Swarm $uri -SkipTlsVerify -PassThru -WarningAction SilentlyContinue", secure.HostUri).Output[0].BaseObject;
        using ModuleSession second = new();

        second.Run(
            "param($c) $global:there = $c; $line = 'Get-SwarmService -Connection $there -Name '; [void][System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)",
            connection);
        Assert.Single(secure.Requests, request => request.Path == "/services");
        ScriptResult result = second.Run("Get-SwarmService -Connection $there; Get-SwarmService -Connection $there");

        Assert.Contains("not verified", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    // One of them would take the place of the other when that dies.
    [Fact]
    public async Task Engines_of_several_swarms_are_no_connection()
    {
        await using FakeEngine other = (await FakeEngine.StartAsync()).Answer("GET", "/info", EngineJson.Info().Replace("clusterid", "another", StringComparison.Ordinal));

        ScriptResult result = Run("param($both) Connect-Swarm $both", (object)new[] { Engine.HostUri, other.HostUri });

        Assert.Equal(["SwarmsDiffer"], result.ErrorIds);
        Assert.Contains("clusterid", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("another", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal([Engine.HostUri], Run("(Get-SwarmConnection).Name").Texts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_among_the_managers_is_refused(bool isFirst)
    {
        await using FakeEngine worker = (await FakeEngine.StartAsync()).Answer("GET", "/info", EngineJson.Info(manager: false));

        ScriptResult result = Run("param($both) Connect-Swarm $both", (object)(isFirst ? new[] { worker.HostUri, Engine.HostUri } : [Engine.HostUri, worker.HostUri]));

        Assert.Equal(["NotSwarmManager"], result.ErrorIds);
        Assert.Contains($"'{worker.HostUri}'", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_silent_is_no_hindrance()
    {
        await using FakeEngine other = (await FakeEngine.StartAsync()).Answer("GET", "/info", (_, context) => Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted));

        ScriptResult result = Run("param($both) Connect-Swarm $both", (object)new[] { Engine.HostUri, other.HostUri });

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task An_engine_that_does_not_tell_of_its_swarm_is_connected_to_with_a_warning()
    {
        await using FakeEngine other = (await FakeEngine.StartAsync()).Answer("GET", "/info", (_, context) => Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted));

        ScriptResult result = Run("param($uri) Connect-Swarm $uri", other.HostUri);

        Assert.Empty(result.Errors);
        Assert.Contains("may have no leader", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
