using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What a console shows while services are waited for.</summary>
public sealed class ProgressTests : CmdletTests
{
    [Fact]
    public void There_is_one_bar_for_all_and_one_below_it_for_each_service_with_the_states_of_its_tasks()
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("api"), EngineJson.Service("web")));
        Engine.Answer("GET", "/services/apiid", EngineJson.Service("api").ToJsonString()).Answer("GET", "/services/webid", EngineJson.Service("web").ToJsonString());
        Engine.Answer("GET", "/tasks", (request, context) =>
            context.Response.WriteAsync(EngineJson.List(EngineJson.Task(request.Query.Contains("webid", StringComparison.Ordinal) ? "web" : "api", 1))));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));

        using PowerShell shell = Session.Prepare("Wait-SwarmService api, web -Monitor 0");
        Assert.Equal(2, shell.Invoke().Count);

        List<ProgressRecord> records = [.. shell.Streams.Progress];
        Assert.Empty(shell.Streams.Error);
        Assert.All(records.Where(record => record.ActivityId == 0), record => Assert.Equal(-1, record.ParentActivityId));
        List<ProgressRecord> children = [.. records.Where(record => record.ActivityId > 0 && record.RecordType == ProgressRecordType.Processing)];
        Assert.Equal(["api", "web"], children.Select(record => record.Activity).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, children.Select(record => record.ActivityId).Distinct().Count());
        Assert.All(children, record => Assert.Equal((0, "1 of 1 tasks run. (1 running)"), (record.ParentActivityId, record.StatusDescription)));
        // No bar is left on the screen.
        Assert.All(records.GroupBy(record => record.ActivityId), bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public void A_service_whose_tasks_are_spread_has_a_bar_too()
    {
        JsonObject web = EngineJson.Service("web");
        web["Spec"]!["Labels"]!["swarmtools.placement.surge"] = "1+0";
        Engine.Answer("GET", "/services", EngineJson.List(web)).Answer("GET", "/services/webid", web.ToJsonString()).Answer("POST", "/services/webid/update", "{}");
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1"))).Answer("GET", "/networks", "[]");

        using PowerShell shell = Session.Prepare("Optimize-SwarmPlacement web -Confirm:$false");
        Assert.Single(shell.Invoke());

        List<ProgressRecord> records = [.. shell.Streams.Progress];
        Assert.Empty(shell.Streams.Error);
        Assert.Contains(records, record => (record.Activity, record.StatusDescription) == ("web", "1 of 1 tasks run. (1 running)"));
        Assert.All(records.GroupBy(record => record.ActivityId), bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }
}
