using System;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Which swarm a cmdlet acts on when there are several runspaces, connections and variables.</summary>
[Collection(nameof(RunspaceTests))]
public sealed class RunspaceTests : CmdletTests
{
    [Fact]
    public void A_new_runspace_does_not_fall_back_to_the_local_engine_when_another_one_chose_a_swarm()
    {
        using ModuleSession other = new();

        ScriptResult result = other.Run("Get-SwarmService");

        Assert.Equal(["ConnectionNotChosen"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_new_runspace_uses_the_connection_that_it_is_given()
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));
        object connection = Run("Get-SwarmConnection").Output[0].BaseObject;
        using ModuleSession other = new();

        ScriptResult result = other.Run("param($connection) Get-SwarmService -Connection $connection", connection);

        Assert.Empty(result.Errors);
        Assert.Equal(["web"], result.Texts);
    }

    [Fact]
    public async Task ForEach_Object_Parallel_never_acts_on_another_swarm()
    {
        await using FakeEngine other = await FakeEngine.StartAsync();
        using IDisposable environment = DockerHost(other);
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        ScriptResult without = Run("$m = $args[0]; 1..3 | ForEach-Object -Parallel { Import-Module $using:m; Get-SwarmService }", Repository.Manifest);
        ScriptResult with = Run(
            "$c = Get-SwarmConnection; $m = $args[0]; 1..3 | ForEach-Object -Parallel { Import-Module $using:m; Get-SwarmService -Connection $using:c }",
            Repository.Manifest);

        Assert.Equal(["ConnectionNotChosen", "ConnectionNotChosen", "ConnectionNotChosen"], without.ErrorIds);
        Assert.Empty(without.Output);
        Assert.Empty(other.Requests);
        Assert.Empty(with.Errors);
        Assert.Equal(["web", "web", "web"], with.Texts);
    }

    [Fact]
    public async Task A_module_that_goes_from_one_runspace_leaves_the_connections_of_others_alone()
    {
        await using FakeEngine other = await FakeEngine.StartAsync();
        using IDisposable environment = DockerHost(other);
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
        using (ModuleSession second = new())
        {
            second.Run("param($uri) Connect-Swarm $uri; Remove-Module SwarmTools", other.HostUri);
        }

        Assert.Equal(["node1"], Run("Get-SwarmNode").Texts);
        Assert.DoesNotContain(other.Requests, request => request.Path == "/nodes");
    }

    [Fact]
    public async Task A_runspace_that_imported_the_module_anew_still_keeps_others_from_guessing()
    {
        await using FakeEngine other = await FakeEngine.StartAsync();
        using IDisposable environment = DockerHost(other);
        Run("param($module, $uri) Remove-Module SwarmTools; Import-Module $module; Connect-Swarm $uri", Repository.Manifest, Engine.HostUri);
        using ModuleSession second = new();

        Assert.Equal(["ConnectionNotChosen"], second.Run("Get-SwarmNode").ErrorIds);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_piped_object_is_worked_on_where_it_came_from()
    {
        await using FakeEngine second = await FakeEngine.StartAsync();
        second.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"))).Answer("DELETE", "/services/webid", "").Answer("GET", "/tasks", "[]");
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        // The default changes between reading the object and using it.
        ScriptResult result = Run(
            "param($first, $second) Connect-Swarm $second; $s = Get-SwarmService web; Connect-Swarm $first; $s | Remove-SwarmService", Engine.HostUri, second.HostUri);

        Assert.Empty(result.Errors);
        Assert.Contains(second.Requests, request => request.Method == "DELETE");
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void What_would_be_done_names_the_swarm()
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        ScriptResult result = Run("Remove-SwarmService web -WhatIf; Remove-SwarmService web -Confirm:$false -Verbose 4>&1");

        Assert.Contains(result.Texts, text => text.Contains($"service 'web' in the swarm at '{Engine.HostUri}'", StringComparison.Ordinal));
    }

    [Fact]
    public void After_Disconnect_the_connection_is_no_longer_the_default()
    {
        using IDisposable environment = DockerHost(Engine);
        Assert.Equal(["True"], Run("Get-SwarmConnection | ForEach-Object { $_.IsDefault }").Texts);

        Assert.Empty(Run("Disconnect-Swarm").Errors);

        ScriptResult result = Run("Get-SwarmConnection | ForEach-Object { $_.IsDefault }");

        Assert.Empty(result.Errors);
        Assert.DoesNotContain("True", result.Texts);
    }

    private static EnvironmentVariable DockerHost(FakeEngine engine) => new("DOCKER_HOST", engine.HostUri);
}
