using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Stacks that are removed, restarted and waited for.</summary>
public sealed class StackChangeTests : StackSwarmTests
{
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
    [InlineData("([timespan]::MaxValue)")]
    [InlineData("1d")]
    [InlineData("0")]
    public void The_timeout_of_a_removal_may_be_of_any_length(string timeout)
    {
        Serve();
        Engine.Answer("GET", "/tasks", "[]");

        Assert.Empty(Run("Remove-SwarmStack shop -Timeout " + timeout).Errors);
        Assert.Equal(5, Deletions().Length);
    }

    [Fact]
    public async Task Ctrl_C_leaves_what_is_not_removed_yet()
    {
        Serve();
        using PowerShell shell = Session.Prepare("Remove-SwarmStack shop");
        IAsyncResult running = shell.BeginInvoke();
        for (int wait = 0; wait < 100 && Deletions().Length < 2; wait++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.False(running.IsCompleted);
        shell.Stop();

        Assert.Empty(shell.Streams.Error);
        Assert.Equal(["/services/shop_apiid", "/services/shop_webid"], Deletions().Order());
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
}
