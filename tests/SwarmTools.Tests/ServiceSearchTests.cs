using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Which services are found by stack, label, mode, and by what they use.</summary>
public sealed class ServiceSearchTests : CmdletTests
{
    [Theory]
    [InlineData("-Stack shop", "shop_api,shop_web")]
    [InlineData("-Stack sh*", "shop_api,shop_web")]
    [InlineData("-Stack SHOP -Label tier=front", "shop_web")]
    [InlineData("-Label tier", "lone,shop_web")]
    [InlineData("-Label @{ tier = 'front' }", "shop_web")]
    [InlineData("-Label tier=back, no", "")]
    [InlineData("-Mode Global", "lone")]
    [InlineData("-Mode Global, Replicated", "lone,shop_api,shop_web")]
    [InlineData("shop_* -Label tier", "shop_web")]
    public void A_filter_keeps_what_meets_it(string parameters, string expected)
    {
        Serve();

        ScriptResult result = Run("Get-SwarmService " + parameters);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }

    [Theory]
    [InlineData("shop_*", "'shop_*' names 2 services")]
    [InlineData("none*", "'none*' names 0 services")]
    public void A_job_is_named_wholly(string name, string words)
    {
        Serve();

        ScriptResult result = Run($"Invoke-SwarmJob {name}");

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.Contains(words, result.Error.Exception.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-SwarmSecret key", "shop_api")]
    [InlineData("Get-SwarmConfig conf", "lone,shop_api")]
    [InlineData("Get-SwarmNetwork front", "shop_web")]
    [InlineData("Get-SwarmNode n1", "lone,shop_api")]
    [InlineData("Get-SwarmNode n1, n2", "lone,shop_api,shop_web")]
    [InlineData("Get-SwarmSecret key, key", "shop_api")]
    [InlineData("@(Get-SwarmSecret key) + @(Get-SwarmConfig conf)", "shop_api,lone")]
    [InlineData("Get-SwarmService shop_web, *", "shop_web,lone,shop_api")]
    public void What_uses_an_object_is_found_once(string script, string expected)
    {
        Serve();

        ScriptResult result = Run(script + " | Get-SwarmService");

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }

    [Theory]
    [InlineData("zone", "n1,n2")]
    [InlineData("zone=a", "n1")]
    [InlineData("@{ zone = 'b' }", "n2")]
    [InlineData("zone, disk", "n2")]
    [InlineData("no", "")]
    public void Nodes_are_found_by_their_labels(string label, string expected)
    {
        JsonObject one = EngineJson.Node("n1");
        JsonObject two = EngineJson.Node("n2", "worker");
        one["Spec"]!["Labels"] = new JsonObject { ["zone"] = "a" };
        two["Spec"]!["Labels"] = new JsonObject { ["zone"] = "b", ["disk"] = "" };
        Engine.Answer("GET", "/nodes", EngineJson.List(one, two));

        Assert.Equal(expected, string.Join(",", Run("Get-SwarmNode -Label " + label).Texts));
    }

    [Theory]
    [InlineData("shop", "shop_api.1,shop_web.1")]
    [InlineData("s*", "shop_api.1,shop_web.1")]
    [InlineData("other", "")]
    public void Tasks_are_found_by_their_stack(string stack, string expected)
    {
        Serve();
        JsonObject OfShop(string service)
        {
            JsonObject task = EngineJson.Task(service, 1);
            task["Spec"]!["ContainerSpec"]!["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "shop" };
            return task;
        }

        Engine.Answer("GET", "/tasks", EngineJson.List(OfShop("shop_web"), OfShop("shop_api"), EngineJson.Task("lone", 1)));

        Assert.Equal(expected, string.Join(",", Run("Get-SwarmTask -Stack " + stack).Texts));
    }

    [Theory]
    [InlineData("shop_web.1 -History", "shop_web1task,older")]
    [InlineData("shop_web.1", "shop_web1task")]
    [InlineData("older -History", "older")]
    public void The_name_of_a_task_is_that_of_all_that_had_its_slot(string arguments, string expected)
    {
        Serve();
        JsonObject older = EngineJson.Task("shop_web", 1, "shutdown", "n1");
        older["ID"] = "older";
        older["CreatedAt"] = "2026-01-01T03:04:05Z";
        older["DesiredState"] = "shutdown";
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("shop_web", 1, node: "n2"), older, EngineJson.Task("shop_web", 2, node: "n2")));

        Assert.Equal(expected, string.Join(",", Run($"Get-SwarmTask {arguments} | ForEach-Object Id").Texts));
    }

    [Fact]
    public void Tasks_on_a_node_that_is_down_do_not_run()
    {
        Serve();
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("n1"), EngineJson.Node("n2", "worker", "down")));

        ScriptResult result = Run("Get-SwarmService | ForEach-Object { \"$_ $($_.RunningTasks)/$($_.DesiredTasks) $($_.UnreachableTasks)\" }");

        Assert.Equal(["lone 1/1 0", "shop_api 2/2 0", "shop_web 1/2 1"], result.Texts);
    }

    [Fact]
    public void Without_a_node_that_is_down_no_tasks_are_asked_for()
    {
        Serve();

        Run("Get-SwarmService");

        Assert.DoesNotContain(Engine.Requests, request => request.Path == "/tasks");
    }

    private void Serve()
    {
        JsonObject web = Service("shop_web", 2, ("com.docker.stack.namespace", "shop"), ("tier", "front"));
        web["Spec"]!["TaskTemplate"]!["Networks"] = JsonNode.Parse("""[{"Target":"frontid"}]""");
        JsonObject api = Service("shop_api", 2, ("com.docker.stack.namespace", "shop"));
        api["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Secrets"] = JsonNode.Parse("""[{"SecretID":"keyid","SecretName":"key"}]""");
        api["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Configs"] = JsonNode.Parse("""[{"ConfigID":"confid","ConfigName":"conf"}]""");
        JsonObject lone = Service("lone", 1, ("tier", "back"));
        lone["Spec"]!["Mode"] = JsonNode.Parse("""{"Global":{}}""");
        lone["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Configs"] = JsonNode.Parse("""[{"ConfigID":"confid","ConfigName":"conf"}]""");
        Engine.Answer("GET", "/services", EngineJson.List(web, api, lone))
            .Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("n1"), EngineJson.Node("n2", "worker")))
            .Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("key")))
            .Answer("GET", "/configs", EngineJson.List(EngineJson.Named("conf")))
            .Answer("GET", "/networks", EngineJson.List(EngineJson.Network("front")))
            .Answer("GET", "/tasks", EngineJson.List(
                EngineJson.Task("shop_web", 1, node: "n2"), EngineJson.Task("shop_api", 1, node: "n1"), EngineJson.Task("lone", 1, node: "n1")));
    }

    private static JsonObject Service(string name, int replicas, params (string Key, string Value)[] labels)
    {
        JsonObject service = EngineJson.Service(name, replicas: replicas);
        foreach ((string key, string value) in labels)
        {
            service["Spec"]!["Labels"]![key] = value;
        }

        return service;
    }

    [Theory]
    [InlineData("Test-SwarmService nosuch -Quiet")]
    [InlineData("Test-SwarmService web, nosuch -Quiet")]
    public void What_is_not_there_is_not_well(string script)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"))).Answer("GET", "/tasks", "[]").Answer("GET", "/nodes", "[]").Answer("GET", "/networks", "[]");

        ScriptResult result = Run(script);

        Assert.Equal(["ServiceNotFound"], result.ErrorIds);
        Assert.Equal(["False"], result.Texts);
    }
}
