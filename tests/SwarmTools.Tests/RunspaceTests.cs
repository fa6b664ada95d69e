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
    public void ForEach_Object_Parallel_never_acts_on_another_swarm()
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        ScriptResult without = Run("1..3 | ForEach-Object -Parallel { Import-Module $using:args[0]; Get-SwarmService }", Repository.Manifest);
        ScriptResult with = Run(
            "$c = Get-SwarmConnection; $m = $args[0]; 1..3 | ForEach-Object -Parallel { Import-Module $using:m; Get-SwarmService -Connection $using:c }",
            Repository.Manifest);

        Assert.Empty(without.Output);
        Assert.NotEmpty(without.Errors);
        Assert.Empty(with.Errors);
        Assert.Equal(["web", "web", "web"], with.Texts);
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

        Assert.Contains(result.Texts, text => text.Contains($"service 'web' in the swarm at '{Engine.HostUri}'", System.StringComparison.Ordinal));
    }

    [Fact]
    public void After_Disconnect_the_connection_is_no_longer_the_default()
    {
        Run("Disconnect-Swarm");

        ScriptResult result = Run("Get-SwarmConnection | ForEach-Object { $_.IsDefault }");

        Assert.DoesNotContain("True", result.Texts);
    }
}
