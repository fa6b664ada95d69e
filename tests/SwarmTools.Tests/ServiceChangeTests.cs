using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What the cmdlets that change services send, and what they do not.</summary>
public sealed class ServiceChangeTests : CmdletTests
{
    private readonly List<string> _labelsOfOthers = [];
    private JsonObject _service = EngineJson.Service("web");

    [Fact]
    public void A_change_of_nothing_sends_nothing()
    {
        Serve();

        ScriptResult result = Run("Set-SwarmService web -Replicas 1 -RemoveLabel no -NoWait -Verbose");

        Assert.Equal(["web"], result.Texts);
        Assert.Empty(Sent());
    }

    // Whatever a newer engine may have: the edited place differs, and nothing else, not even the digits of a number.
    [Theory]
    [InlineData("Set-SwarmService web -AddLabel mine=1", "Labels", """{"mine":"1"}""")]
    [InlineData("Resize-SwarmService web 5", "Mode", """{"Replicated":{"Replicas":5,"Invented":1.10}}""")]
    [InlineData("Restart-SwarmService web", "TaskTemplate", """{"ContainerSpec":{"Image":"swarmtools/test:1","Invented":[null,{},1e400]},"ForceUpdate":1}""")]
    public void An_invented_field_survives(string script, string edited, string becomes)
    {
        const string Invented = """{"big":18446744073709551615,"ratio":1.10,"nothing":null,"none":[],"when":"2026-01-02T03:04:05.1234567890Z"}""";
        _service["Spec"]!["Invented"] = JsonNode.Parse(Invented);
        _service["Spec"]!["Mode"]!["Replicated"]!["Invented"] = JsonNode.Parse("1.10");
        _service["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Invented"] = JsonNode.Parse("[null,{},1e400]");
        JsonObject expected = (JsonObject)_service["Spec"]!.DeepClone();
        expected[edited] = JsonNode.Parse(becomes);
        Serve();

        Assert.Empty(Run(script + " -NoWait").Errors);

        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(Assert.Single(Sent()).Body)!.ToJsonString());
    }

    // Idempotent scripts run again and again on services that once had bad luck.
    [Theory]
    [InlineData("rollback_completed")]
    [InlineData("paused")]
    public void A_change_of_nothing_is_no_failure_because_of_an_update_that_failed_long_ago(string state)
    {
        _service["UpdateStatus"] = new JsonObject { ["State"] = state, ["Message"] = "long ago" };
        Serve();
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));

        ScriptResult result = Run("Set-SwarmService web -Replicas 1");

        Assert.Empty(result.Errors);
        Assert.Equal(["web"], result.Texts);
    }

    [Fact]
    public void A_service_that_is_meant_twice_is_changed_once()
    {
        Serve();

        Run("Get-SwarmService web | Set-SwarmService -AddLabel a=1 -NoWait; Set-SwarmService web, w* -AddLabel b=1 -NoWait");

        Assert.Equal(2, Sent().Count);
    }

    [Fact]
    public void An_edit_is_made_again_on_what_somebody_wrote_between_read_and_write()
    {
        Serve();
        _labelsOfOthers.AddRange(["x", "y"]);

        ScriptResult result = Run("Set-SwarmService web -AddLabel mine=1 -NoWait");

        Assert.Empty(result.Errors);
        Assert.Equal(3, Sent().Count);
        Assert.Equal(["mine", "x", "y"], _service["Spec"]!["Labels"]!.AsObject().Select(label => label.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_field_that_somebody_set_to_something_else_between_read_and_write_is_a_conflict()
    {
        Serve();
        _labelsOfOthers.Add("mine");

        ScriptResult result = Run("Set-SwarmService web -AddLabel mine=1 -NoWait");

        Assert.Equal(["Conflict"], result.ErrorIds);
        Assert.Contains("-AddLabel", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", (string?)_service["Spec"]!["Labels"]!["mine"]);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void An_image_is_looked_up_once_for_all_services_of_a_command()
    {
        Engine.Answer("GET", "/distribution/registry.lab/app:1/json", """{"Descriptor":{"digest":"sha256:01"}}""")
            .Answer("POST", "/services/create", """{"ID":"webid"}""").Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        Run("New-SwarmService a, b, c registry.lab/app:1 -NoWait");

        Assert.Single(Engine.Requests, request => request.Path.StartsWith("/distribution", StringComparison.Ordinal));
        Assert.Equal(3, Engine.Requests.Count(request => request.Path == "/services/create"));
        Assert.Contains("registry.lab/app:1@sha256:01", Engine.Sent("POST", "/services/create").Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_travels_in_base64url_and_shows_nowhere()
    {
        Engine.Answer("GET", "/distribution/registry.lab/app:1/json", """{"Descriptor":{"digest":"sha256:01"}}""")
            .Answer("POST", "/services/create", """{"ID":"webid"}""").Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));
        using NetworkPassword password = new("a?c~~~>>>");

        ScriptResult result = Run(
            "param($password) New-SwarmService web registry.lab/app:1 -NoWait -RegistryCredential ([pscredential]::new('me', $password)) -Verbose -Debug", password.Secure);

        Assert.Empty(result.Errors);
        string header = Engine.Sent("POST", "/services/create").Headers["X-Registry-Auth"];
        Assert.Equal(header, Engine.Sent("GET", "/distribution/registry.lab/app:1/json").Headers["X-Registry-Auth"]);
        Assert.DoesNotContain(header, letter => letter is '+' or '/');
        JsonNode login = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))))!;
        Assert.Equal(("me", "a?c~~~>>>", "registry.lab"), ((string?)login["username"], (string?)login["password"], (string?)login["serveraddress"]));
        Assert.DoesNotContain(result.Chatter.Concat(result.Warnings).Concat(result.Texts), text => text.Contains("a?c", StringComparison.Ordinal) || text.Contains(header, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_login_an_update_keeps_the_one_of_the_service_and_clearing_sends_an_empty_one()
    {
        Serve();

        Run("Set-SwarmService web -AddLabel a=1 -NoWait; Set-SwarmService web -ClearRegistryCredential -NoWait");

        RecordedRequest[] sent = [.. Sent()];
        Assert.Contains("registryAuthFrom=spec", sent[0].Query, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Registry-Auth", sent[0].Headers.Keys);
        Assert.DoesNotContain("registryAuthFrom", sent[1].Query, StringComparison.Ordinal);
        Assert.Equal("{}", Encoding.UTF8.GetString(Convert.FromBase64String(sent[1].Headers["X-Registry-Auth"])));
    }

    [Fact]
    public void Warnings_of_the_engine_are_told()
    {
        Serve("""{"Warnings":["no swap limit here"]}""");

        Assert.Equal(["no swap limit here"], Run("Set-SwarmService web -AddLabel a=1 -NoWait").Warnings);
    }

    [Theory]
    [InlineData("Resize-SwarmService web -Replicas 5", 5)]
    [InlineData("Resize-SwarmService web 5", 5)]
    [InlineData("Resize-SwarmService web -Add 2", 3)]
    [InlineData("Resize-SwarmService web -Add -1", 0)]
    [InlineData("Resize-SwarmService web -Percent 250", 3)]
    [InlineData("Get-SwarmService web | Resize-SwarmService -Replicas 2", 2)]
    [InlineData("Resize-SwarmService -Scale @{ web = 4 }", 4)]
    public void The_number_of_tasks_is_changed(string script, int expected)
    {
        Serve();

        Assert.Empty(Run(script + " -NoWait").Errors);

        Assert.Equal(expected, (int)_service["Spec"]!["Mode"]!["Replicated"]!["Replicas"]!);
    }

    // An engine with one service, which somebody else writes in the moment before an update arrives.
    private void Serve(string answer = "{}")
    {
        Task WriteAsync(HttpContext context, string json) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)).AsTask();
        Engine.Answer("GET", "/services", (_, context) => WriteAsync(context, EngineJson.List((JsonObject)_service.DeepClone())));
        Engine.Answer("GET", "/services/webid", (_, context) => WriteAsync(context, _service.ToJsonString()));
        Engine.Answer("POST", "/services/webid/update", (request, context) =>
        {
            if (_labelsOfOthers.Count > 0)
            {
                Write((JsonObject)_service["Spec"]!.DeepClone(), _labelsOfOthers[0]);
                _labelsOfOthers.RemoveAt(0);
            }

            if (!request.Query.Contains($"version={_service["Version"]!["Index"]}", StringComparison.Ordinal))
            {
                context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
                return WriteAsync(context, """{"message":"rpc error: code = Unknown desc = update out of sequence"}""");
            }

            Write((JsonObject)JsonNode.Parse(request.Body)!, label: null);
            return WriteAsync(context, answer);
        });
    }

    private void Write(JsonObject spec, string? label)
    {
        if (label is not null)
        {
            spec["Labels"]![label] = "theirs";
        }

        JsonObject next = (JsonObject)_service.DeepClone();
        next["Spec"] = spec;
        next["Version"]!["Index"] = (long)next["Version"]!["Index"]! + 1;
        _service = next;
    }

    private IReadOnlyList<RecordedRequest> Sent() => [.. Engine.Requests.Where(request => request.Path == "/services/webid/update")];

    private sealed class NetworkPassword(string text) : IDisposable
    {
        public System.Security.SecureString Secure { get; } = new NetworkCredential("", text).SecurePassword;

        public void Dispose() => Secure.Dispose();
    }
}
