using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What needs an engine of a certain age: older ones would drop it in silence.</summary>
public sealed class ApiVersionTests : CmdletTests
{
    [Theory]
    [InlineData("-MemorySwap 1g", "1.52")]
    [InlineData("-MemorySwappiness 5", "1.52")]
    [InlineData("-OomScoreAdj 5", "1.46")]
    [InlineData("-HealthStartInterval 1s", "1.44")]
    [InlineData("-HealthCheck (New-SwarmHealthCheck a -StartInterval 1s)", "1.44")]
    [InlineData("-NoNewPrivileges", "1.44")]
    [InlineData("-Seccomp unconfined", "1.44")]
    [InlineData("-AppArmor Disabled", "1.44")]
    [InlineData("-Mount (New-SwarmMount /a v -VolumeSubpath b)", "1.45")]
    [InlineData("-Mount (New-SwarmMount /a -Type Tmpfs -TmpfsOption noexec)", "1.46")]
    [InlineData("-Mount (New-SwarmMount /a v -Type Cluster)", "1.42")]
    public async Task What_an_engine_is_too_old_for_is_refused_before_anything_is_sent(string parameters, string version)
    {
        await using FakeEngine old = await FakeEngine.StartAsync("1.41");
        old.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        ScriptResult result = Run($"param($uri) Connect-Swarm $uri; New-SwarmService new a:1 -NoResolveImage {parameters}; Set-SwarmService web {parameters}", old.HostUri);

        Assert.Equal(["EngineTooOld", "EngineTooOld"], result.ErrorIds);
        Assert.All(result.Errors, error =>
        {
            Assert.Contains(parameters.Split(' ')[0], error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains(version, error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("1.41", error.Exception.Message, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(old.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("New-SwarmService new a:1 -NoResolveImage", "/services/create")]
    [InlineData("Set-SwarmService new", "/services/newid/update")]
    public async Task Flags_that_no_engine_of_the_lab_has_are_sent_to_one_that_has_them(string script, string path)
    {
        await using FakeEngine newest = await FakeEngine.StartAsync("1.52");
        newest.Answer("POST", "/services/create", """{"ID":"newid"}""").Answer("GET", "/services", EngineJson.List(EngineJson.Service("new")))
            .Answer("GET", "/services/newid", EngineJson.Service("new").ToJsonString()).Answer("POST", "/services/newid/update", "{}");

        Assert.Empty(Run($"param($uri) Connect-Swarm $uri; {script} -MemorySwap -1 -MemorySwappiness 0 -NoWait", newest.HostUri).Errors);

        JsonNode resources = JsonNode.Parse(newest.Sent("POST", path).Body)!["TaskTemplate"]!["Resources"]!;
        Assert.Equal((-1, 0), ((long)resources["SwapBytes"]!, (long)resources["MemorySwappiness"]!));
    }

    [Fact]
    public async Task A_network_without_IPv4_needs_a_newer_engine_too()
    {
        await using FakeEngine old = await FakeEngine.StartAsync("1.47");

        ScriptResult result = Run("param($uri) Connect-Swarm $uri; New-SwarmNetwork net -IPv4 $false -IPv6", old.HostUri);

        Assert.Equal(["EngineTooOld"], result.ErrorIds);
        Assert.Contains("-IPv4 needs an engine with API 1.48", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(old.Requests, request => request.Method == "POST");
    }
}
