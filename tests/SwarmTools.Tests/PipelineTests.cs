using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Pipelines in which one cmdlet works on what another one has just made, or on one swarm by two ways.</summary>
public sealed class PipelineTests : CmdletTests
{
    private readonly List<string> _names = [];

    // Its list is read when the first object comes, and the second service does not exist then.
    [Theory]
    [InlineData("Wait-SwarmService -Timeout 0", "GET /services/{0}id", "p1: TimedOut p2: TimedOut", "RolloutTimedOut", "RolloutTimedOut")]
    [InlineData("Set-SwarmService -AddLabel a=1 -NoWait", "POST /services/{0}id/update", "p1 p2")]
    [InlineData("Resize-SwarmService -Replicas 1 -NoWait", "POST /services/{0}id/update", "p1 p2")]
    [InlineData("Get-SwarmService", "GET /services", "p1 p2")]
    [InlineData("Get-SwarmTask", "GET /tasks", "p1.1 p2.1")]
    [InlineData("Get-SwarmLog -Tail 1", "GET /tasks/{0}1task/logs", "")]
    [InlineData("Remove-SwarmService -NoWait", "DELETE /services/{0}id", "")]
    public void A_service_made_in_the_same_pipeline_is_found(string cmdlet, string request, string output, params string[] ids)
    {
        Serve();
        if (request.Contains("/tasks", StringComparison.Ordinal))
        {
            Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("p1", 1), EngineJson.Task("p2", 1))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")))
                .Answer("GET", "/tasks/p11task/logs", "").Answer("GET", "/tasks/p21task/logs", "");
        }

        ScriptResult result = Run($"'p1', 'p2' | ForEach-Object {{ New-SwarmService $_ swarmtools/test:1 -NoResolveImage -NoWait }} | {cmdlet}");

        Assert.Equal(ids, result.ErrorIds);
        Assert.Equal(output, string.Join(" ", result.Texts.Order()));
        Assert.All(_names, name => Assert.Contains(string.Format(CultureInfo.InvariantCulture, request, name), Engine.Requests.Select(sent => $"{sent.Method} {sent.Path}")));
        Assert.Equal(["p1", "p2"], _names);
    }

    [Fact]
    public void The_services_of_tasks_are_asked_for_once()
    {
        Serve();
        _names.Add("web");
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1), EngineJson.Task("web", 2))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
        Engine.Answer("GET", "/tasks/web1task/logs", "").Answer("GET", "/tasks/web2task/logs", "");

        int RequestsOf(string script)
        {
            int before = Engine.Requests.Count;
            Assert.Empty(Run(script).Errors);
            return Engine.Requests.Count - before;
        }

        RequestsOf("Get-SwarmTask web");
        Assert.Equal(1, RequestsOf("Get-SwarmTask web | Get-SwarmLog") - RequestsOf("Get-SwarmTask web | Select-Object -First 1 | Get-SwarmLog"));
    }

    [Fact]
    public void A_wait_for_removal_does_not_take_a_new_service_for_one_that_is_gone()
    {
        Serve();

        ScriptResult result = Run("'q1', 'q2' | ForEach-Object { New-SwarmService $_ swarmtools/test:1 -NoResolveImage -NoWait } | Wait-SwarmService -Removed -Timeout 300ms");

        Assert.Empty(result.Output);
        Assert.Equal(["RemovalTimedOut", "RemovalTimedOut"], result.ErrorIds);
    }

    [Fact]
    public void A_wait_for_the_removal_of_a_service_that_is_gone_waits_for_its_tasks()
    {
        Serve();
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("gone", 1))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));

        Assert.Equal(["RemovalTimedOut"], Run("Wait-SwarmService gone -Removed -Timeout 300ms").ErrorIds);

        Engine.Answer("GET", "/tasks", "[]");
        Assert.Equal("Removed", Run("(Wait-SwarmService gone -Removed -Timeout 5s).Outcome").Texts.Single());
    }

    [Fact]
    public void One_swarm_by_two_connections_is_changed_through_both()
    {
        Serve();
        _names.Add("web");
        Engine.Answer("POST", "/services/webid/update", "{}");

        ScriptResult result = Run(
            """
            param($uri)
            $one = Connect-Swarm $uri -PassThru
            $two = Connect-Swarm ($uri -replace '127.0.0.1', 'localhost') -PassThru
            @(Get-SwarmService web -Connection $one) + @(Get-SwarmService web -Connection $two) | Set-SwarmService -AddLabel a=1 -Timeout 0
            """,
            Engine.HostUri);

        Assert.Equal(["RolloutTimedOut", "RolloutTimedOut"], result.ErrorIds);
        Assert.Equal(2, Engine.Requests.Count(request => request.Path == "/services/webid/update"));
    }

    [Fact]
    public void A_service_that_is_meant_twice_is_waited_for_once()
    {
        Serve();
        _names.Add("web");

        Assert.Single(Run("Wait-SwarmService web, w* -Timeout 0").ErrorIds);
    }

    [Fact]
    public void What_was_changed_before_the_engine_went_is_told()
    {
        Serve();
        _names.AddRange(["a", "b"]);
        Engine.Answer("POST", "/services/aid/update", "{}");
        Engine.Answer("POST", "/services/bid/update", (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        ScriptResult result = Run("Set-SwarmService a, b -AddLabel x=1");

        Assert.Equal(["EngineUnreachable"], result.ErrorIds);
        Assert.Contains(result.Warnings, warning => warning.Contains("'a' was", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_waited_for_before_the_engine_went_is_not_told_as_not_waited_for()
    {
        Serve();
        _names.AddRange(["a", "b"]);
        Engine.Answer("GET", "/services/aid", EngineJson.Service("a", replicas: 0).ToJsonString()).Answer("POST", "/services/aid/update", "{}").Answer("POST", "/services/bid/update", "{}");
        int reads = 0;
        Engine.Answer("GET", "/services/bid", (_, context) => ++reads > 2 ? Abort(context) : context.Response.WriteAsync(EngineJson.Service("b", replicas: 2).ToJsonString()));

        ScriptResult result = Run("Set-SwarmService a, b -AddLabel x=1 -Timeout 1s");

        Assert.Equal(["a"], result.Texts);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("'a'", StringComparison.Ordinal));

        static Task Abort(HttpContext context)
        {
            context.Abort();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void A_version_that_somebody_puts_over_ours_at_once_is_not_waited_for_as_ours()
    {
        Serve();
        _names.Add("web");
        JsonObject service = EngineJson.Service("web", replicas: 0);
        Engine.Answer("GET", "/services/webid", service.ToJsonString());
        Engine.Answer("POST", "/services/webid/update", (request, context) =>
        {
            // As the engine shows it when another version came between this answer and the next question.
            service["PreviousSpec"] = JsonNode.Parse(request.Body);
            service["Spec"] = JsonNode.Parse(request.Body);
            service["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"] = "somebody:else";
            Engine.Answer("GET", "/services", EngineJson.List(service));
            return context.Response.WriteAsync("{}");
        });

        ScriptResult result = Run("Set-SwarmService web ours:2 -NoResolveImage -Timeout 1s");

        Assert.Equal(["Conflict"], result.ErrorIds);
        Assert.Empty(result.Output);
        Assert.Contains("ContainerSpec.Image", result.Errors.Single().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_is_found_by_its_name_and_id()
    {
        Serve();
        _names.Add("web");
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1), EngineJson.Task("web", 2))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));

        Assert.Equal(["web.2"], Run("Get-SwarmTask web.2").Texts);
        Assert.Equal(["web.1"], Run("Get-SwarmTask web1task").Texts);
        Assert.Equal(["ServiceNotFound"], Run("Get-SwarmTask web.3").ErrorIds);
    }

    [Theory]
    [InlineData("Get-SwarmService 'w['")]
    [InlineData("Remove-SwarmService 'w[', web -NoWait")]
    [InlineData("Get-SwarmContext 'w['")]
    public void A_wildcard_that_is_not_closed_is_one_error_of_its_own(string script)
    {
        Serve();
        _names.Add("web");

        ScriptResult result = Run(script);

        Assert.Equal(["NameInvalid"], result.ErrorIds);
        Assert.False(result.Terminated);
        Assert.Equal(script.Contains("Remove", StringComparison.Ordinal), Engine.Requests.Any(request => request.Method == "DELETE"));
    }

    // A swarm whose services have no tasks, and stay on their way for ever.
    private void Serve()
    {
        static Task WriteAsync(HttpContext context, string json) => context.Response.WriteAsync(json);
        static JsonObject Waiting(string name)
        {
            JsonObject service = EngineJson.Service(name, replicas: 2);
            service["ServiceStatus"] = new JsonObject { ["RunningTasks"] = 0, ["DesiredTasks"] = 2 };
            return service;
        }

        Engine.Answer("GET", "/tasks", "[]");
        Engine.Answer("GET", "/services", (_, context) => WriteAsync(context, EngineJson.List(_names.Select(Waiting))));
        Engine.Answer("POST", "/services/create", (request, context) =>
        {
            string name = (string)JsonNode.Parse(request.Body)!["Name"]!;
            _names.Add(name);
            Engine.Answer("GET", $"/services/{name}id", Waiting(name).ToJsonString());
            Engine.Answer("GET", $"/services/{name}id/logs", "");
            Engine.Answer("POST", $"/services/{name}id/update", "{}");
            Engine.Answer("DELETE", $"/services/{name}id", "");
            return WriteAsync(context, $$"""{"ID":"{{name}}id"}""");
        });
        foreach (string name in (string[])["web", "a", "b"])
        {
            Engine.Answer("GET", $"/services/{name}id", Waiting(name).ToJsonString());
            Engine.Answer("DELETE", $"/services/{name}id", "");
        }
    }
}
