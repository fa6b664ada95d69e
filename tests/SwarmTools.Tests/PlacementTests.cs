using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Which services, tasks and nodes the cmdlets of placement take.</summary>
public sealed class PlacementTests : CmdletTests
{
    [Theory]
    [InlineData("Trace-SwarmPlacement web", "web on node1: fits|web on node2: its state is Down")]
    [InlineData("Trace-SwarmPlacement web.1", "web on node1: fits|web on node2: its state is Down")]
    [InlineData("Get-SwarmTask web | Trace-SwarmPlacement", "web on node1: fits|web on node2: its state is Down")]
    [InlineData("Get-SwarmService w* | Trace-SwarmPlacement", "web on node1: fits|web on node2: its state is Down")]
    [InlineData("Trace-SwarmPlacement none*", "")]
    [InlineData("Get-SwarmService none* | Trace-SwarmPlacement", "")]
    public void A_service_or_a_task_is_traced_on_each_node(string script, string verdicts)
    {
        Serve();
        ScriptResult result = Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal(verdicts, string.Join('|', result.Texts));
    }

    [Fact]
    public void What_is_neither_a_service_nor_a_task_is_an_error_and_the_others_are_traced()
    {
        Serve();
        ScriptResult result = Run("Trace-SwarmPlacement nobody, web");
        Assert.Equal(["ServiceNotFound"], result.ErrorIds);
        Assert.Contains("neither a service nor a task 'nobody'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [InlineData("(Optimize-SwarmPlacement web).Outcome", "Balanced")]
    [InlineData("(Get-SwarmService web | Optimize-SwarmPlacement).Outcome", "Balanced")]
    [InlineData("Optimize-SwarmPlacement", "")]
    [InlineData("Get-SwarmNode node1 | Optimize-SwarmPlacement", "")]
    [InlineData("Get-SwarmService none* | Optimize-SwarmPlacement", "")]
    public void Where_nothing_gains_nothing_is_sent_and_only_who_is_named_is_told_of(string script, string told)
    {
        Serve();
        ScriptResult result = Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal(told, string.Join('|', result.Texts));
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void What_would_be_moved_is_asked_for_with_the_name_of_the_swarm()
    {
        Serve(others: "ready");
        ScriptResult result = Run("$ConfirmPreference = 'Low'; Optimize-SwarmPlacement -WhatIf; Get-SwarmNode node1 | Optimize-SwarmPlacement -WhatIf");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    private void Serve(string others = "down")
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web", replicas: 2)));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1"), EngineJson.Node("node2", state: others)));
        Engine.Answer("GET", "/tasks", EngineJson.List(new[] { 1 }.Concat(others == "ready" ? [2] : []).Select(slot => EngineJson.Task("web", slot))));
        Engine.Answer("GET", "/networks", new JsonArray().ToJsonString());
    }
}
