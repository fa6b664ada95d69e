using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Stacks: how they are found, what is done to them, and what may be piped.</summary>
public sealed class StackTests : CmdletTests
{
    private readonly HashSet<string> _removed = [];

    [Theory]
    [InlineData("", "blog,relics,shop")]
    [InlineData("shop", "shop")]
    [InlineData("SHOP", "shop")]
    [InlineData("s*, blog", "shop,blog")]
    [InlineData("nothing*", "")]
    public void A_stack_is_found_by_name_or_wildcard(string names, string expected)
    {
        Serve();

        ScriptResult result = Run("Get-SwarmStack " + names);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }

    // Its id is its name; of an id the beginning would do.
    [Theory]
    [InlineData("nosuch")]
    [InlineData("shop_web")]
    [InlineData("a-very-long-na")]
    public void A_plain_name_that_matches_nothing_is_an_error(string name)
    {
        Serve();
        Engine.Answer("GET", "/services", EngineJson.List(Of("a-very-long-name", EngineJson.Service("a-very-long-name_web"))));

        Assert.All(new[] { "Get-SwarmStack", "Remove-SwarmStack", "Wait-SwarmStack", "Restart-SwarmStack" }, cmdlet =>
        {
            ScriptResult result = Run($"{cmdlet} {name}");
            Assert.Equal(["StackNotFound"], result.ErrorIds);
            Assert.Equal(ErrorCategory.ObjectNotFound, result.Error.CategoryInfo.Category);
            Assert.Equal(name, result.Error.TargetObject.ToString());
        });
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void A_stack_tells_what_belongs_to_it()
    {
        Serve();

        ScriptResult result = Run(
            "Get-SwarmStack shop | ForEach-Object { $_.Services[1], $_.Services.Count, \"$($_.RunningTasks)/$($_.DesiredTasks)\", $_.Networks[0], $_.Secrets[0], $_.Configs[0], ($null -ne $_.Connection), $_.Id }");

        Assert.Equal(["shop_web", "2", "3/3", "shop_net", "shop_key", "shop_motd", "True", "shop"], result.Texts);
    }

    [Theory]
    [InlineData("Get-SwarmStack shop | Get-SwarmService", "shop_api,shop_web")]
    [InlineData("Get-SwarmStack shop, relics | Get-SwarmService", "shop_api,shop_web")]
    [InlineData("Get-SwarmStack shop | Get-SwarmService -Label tier", "shop_web")]
    [InlineData("Get-SwarmStack shop | Get-SwarmTask", "shop_api.1,shop_web.1")]
    [InlineData("Get-SwarmStack relics | Get-SwarmTask", "")]
    [InlineData("Get-SwarmStack shop | Get-SwarmLog", "")]
    [InlineData("Get-SwarmStack s* | Get-SwarmStack", "shop")]
    public void A_stack_is_piped_to_what_shows_its_services(string script, string expected)
    {
        Serve();
        Engine.Answer("GET", "/tasks/shop_api1task/logs", "").Answer("GET", "/tasks/shop_web1task/logs", "");

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }

    [Theory]
    [InlineData("Remove-SwarmStack shop")]
    [InlineData("Remove-SwarmStack shop, SHOP, s*")]
    [InlineData("Get-SwarmStack shop | Remove-SwarmStack")]
    public void A_stack_is_removed_from_its_services_on(string script)
    {
        Serve();
        Engine.Answer("GET", "/tasks", "[]");

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal(
            ["/services/shop_apiid", "/services/shop_webid", "/networks/shop_netid", "/configs/shop_motdid", "/secrets/shop_keyid"],
            Deletions()[..2].Order().Append(Deletions()[2]).Concat(Deletions()[3..].Order()));
    }

    [Fact]
    public void What_a_removal_does_is_told_where_it_is_asked_for()
    {
        Serve();
        Engine.Answer("GET", "/tasks", "[]");

        ScriptResult result = Run("Remove-SwarmStack relics -Verbose");

        Assert.Contains("The network 'relics_net' is gone.", result.Chatter);
    }

    [Fact]
    public void What_cannot_be_removed_is_an_error_of_its_own_and_the_rest_goes()
    {
        Serve();
        Engine.Answer("GET", "/tasks", "[]").Refuse("DELETE", "/secrets/shop_keyid", HttpStatusCode.BadRequest, "rpc error: code = InvalidArgument desc = secret 'shop_key' is in use by the following service: other");

        ScriptResult result = Run("Remove-SwarmStack shop, relics");

        Assert.Equal(["SecretInUse"], result.ErrorIds);
        Assert.Equal("shop_key", result.Error.TargetObject.ToString());
        Assert.Equal(6, Deletions().Length);
    }

    [Fact]
    public void A_network_of_tasks_that_do_not_end_in_time_is_left()
    {
        Serve();

        ScriptResult result = Run("Remove-SwarmStack shop -Timeout 0");

        Assert.Equal(["RemovalTimedOut", "RemovalTimedOut", "NetworkInUse"], result.ErrorIds);
        Assert.DoesNotContain("/networks/shop_netid", Deletions());
    }

    [Theory]
    [InlineData("Restart-SwarmStack s*, shop -NoWait")]
    [InlineData("Get-SwarmStack shop | Restart-SwarmStack -NoWait")]
    public void All_services_of_a_stack_are_restarted_once_by_name(string script)
    {
        Serve();
        List<string> sent = [];
        foreach (string name in new[] { "shop_api", "shop_web" })
        {
            Engine.Answer("GET", $"/services/{name}id", Of("shop", EngineJson.Service(name)).ToJsonString()).Answer("POST", $"/services/{name}id/update", (request, context) =>
            {
                lock (sent)
                {
                    sent.Add($"{name} {JsonNode.Parse(request.Body)!["TaskTemplate"]!["ForceUpdate"]}");
                }

                return context.Response.WriteAsync("{}");
            });
        }

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.Equal(["shop_api", "shop_web"], result.Texts);
        Assert.Equal(["shop_api 1", "shop_web 1"], sent);
    }

    [Fact]
    public void All_services_of_a_stack_are_waited_for_and_each_gives_a_result()
    {
        Serve();
        Engine.Answer("GET", "/services/shop_apiid", Of("shop", EngineJson.Service("shop_api")).ToJsonString());
        Engine.Answer("GET", "/services/shop_webid", Web().ToJsonString());
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("shop_api", 1)));

        ScriptResult result = Run("Wait-SwarmStack shop, s*, relics -Timeout 0");

        Assert.Equal(["shop_api: Converged", "shop_web: TimedOut"], result.Texts.Order());
        Assert.Equal(["RolloutTimedOut"], result.ErrorIds);
        Assert.Equal("shop_web", result.Error.TargetObject.ToString());
    }

    private string[] Deletions() => [.. Engine.Requests.Where(request => request.Method == "DELETE").Select(request => request.Path)];

    private void Serve()
    {
        JsonObject net = EngineJson.Network("shop_net");
        JsonObject relic = EngineJson.Network("relics_net");
        net["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "shop" };
        relic["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "relics" };
        Serve("services", Web(), Of("shop", EngineJson.Service("shop_api")), Of("blog", EngineJson.Service("blog_web")), EngineJson.Service("alone"));
        Serve("networks", net, relic, EngineJson.Network("ingress"));
        Serve("secrets", Of("shop", EngineJson.Named("shop_key")), EngineJson.Named("key"));
        Serve("configs", Of("shop", EngineJson.Named("shop_motd")), EngineJson.Named("motd"));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")))
            .Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("shop_web", 1), EngineJson.Task("shop_api", 1)));
    }

    private static JsonObject Web()
    {
        JsonObject web = Of("shop", EngineJson.Service("shop_web", replicas: 2));
        web["Spec"]!["Labels"]!["tier"] = "front";
        web["Spec"]!["TaskTemplate"]!["Networks"] = JsonNode.Parse("""[{"Target":"shop_netid"}]""");
        return web;
    }

    // What was removed is listed no more.
    private void Serve(string kind, params JsonObject[] items)
    {
        static string IdOf(JsonObject item) => (string)(item["ID"] ?? item["Id"])!;
        foreach (JsonObject item in items)
        {
            string id = IdOf(item);
            Engine.Answer("DELETE", $"/{kind}/{id}", (_, context) =>
            {
                lock (_removed)
                {
                    _removed.Add(id);
                }

                context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                return context.Response.CompleteAsync();
            });
        }

        Engine.Answer("GET", "/" + kind, (_, context) =>
        {
            lock (_removed)
            {
                return context.Response.WriteAsync(new JsonArray([.. items.Where(item => !_removed.Contains(IdOf(item))).Select(item => item.DeepClone())]).ToJsonString());
            }
        });
    }

    private static JsonObject Of(string stack, JsonObject item)
    {
        item["Spec"]!["Labels"]!["com.docker.stack.namespace"] = stack;
        return item;
    }
}
