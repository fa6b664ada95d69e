using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>The revisions of stacks: how they are shown, and how one asks to go back.</summary>
public sealed class StackHistoryTests : StackSwarmTests
{
    [Theory]
    [InlineData("Get-SwarmStackHistory shop")]
    [InlineData("Get-SwarmStackHistory s*")]
    [InlineData("Get-SwarmStack shop | Get-SwarmStackHistory")]
    [InlineData("Get-SwarmStackHistory shop, shop")]
    public void The_revisions_of_a_stack_are_shown_oldest_first(string script)
    {
        ServeHistory();
        ScriptResult result = Run($"{script} | ForEach-Object {{ \"$($_.StackName) $($_.Revision) $($_.FromRevision) $($_.Outcome) $($_.CreatedBy) $($_.Reason) $($_.Services) $($_.ServiceCount) $($_.IsCurrent)\" }}");
        Assert.Empty(result.Errors);
        Assert.Equal(["shop 1  Done somebody@somewhere a test shop_web 1 False", "shop 2 1 Done somebody@somewhere a test shop_api shop_web 2 True"], result.Texts);
    }

    [Fact]
    public void The_current_one_is_marked_in_the_view()
    {
        ServeHistory();
        Assert.Equal(["1 ", "2*"], Run("Get-SwarmStackHistory shop | ForEach-Object { [SwarmTools.Text.View]::Number($_) }").Texts);
    }

    [Fact]
    public void Revisions_are_no_configs_for_users()
    {
        ServeHistory();
        Assert.Equal(["motd", "shop_motd"], Run("Get-SwarmConfig *").Texts);
    }

    [Theory]
    [InlineData("Undo-SwarmStack shop")]
    [InlineData("Undo-SwarmStack shop 1")]
    [InlineData("Get-SwarmStack shop | Undo-SwarmStack -Revision 1")]
    [InlineData("'shop', 'shop' | Undo-SwarmStack")]
    public void What_would_be_done_is_shown_and_nothing_is_written(string script)
    {
        ServeHistory();
        ScriptResult result = Run($"({script} -WhatIf).Changes");
        Assert.Empty(result.Errors);
        Assert.Equal(["Update service shop_web (Image)", "Remove service shop_api (not in revision 1)"], result.Texts);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("Undo-SwarmStack shop 7", "RevisionNotFound")]
    [InlineData("Undo-SwarmStack blog", "RevisionNotFound")]
    [InlineData("Undo-SwarmStack none", "StackNotFound")]
    [InlineData("Undo-SwarmStack shop -NoWait -RollbackOnFailure", "OptionInvalid")]
    [InlineData("Get-SwarmStackHistory none", "StackNotFound")]
    public void What_cannot_be_is_an_error(string script, string id)
    {
        ServeHistory();
        ScriptResult result = Run(script);
        Assert.Equal([id], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void A_revision_that_names_what_is_gone_is_refused()
    {
        JsonObject web = Web();
        web["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Secrets"] = JsonNode.Parse("""[{"SecretID":"gone","SecretName":"shop_old"}]""");
        Serve();
        ServeConfigs(EngineJson.StackRevision("shop", 1, [web]));
        ScriptResult result = Run("Undo-SwarmStack shop 1");
        Assert.Equal(["RevisionIncomplete"], result.ErrorIds);
        Assert.Contains("the secret 'shop_old'", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    // The second is what the stack is; the first lacks a service, and has another image.
    private void ServeHistory()
    {
        JsonObject first = Web();
        first["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"] = "first:1";
        Serve();
        ServeConfigs(EngineJson.StackRevision("shop", 1, [first]), EngineJson.StackRevision("shop", 2, [Of("shop", EngineJson.Service("shop_api")), Web()], from: 1));
    }

    // As an engine does, by the label that is asked for.
    private void ServeConfigs(params JsonObject[] revisions) => Engine.Answer("GET", "/configs", (_, context) =>
    {
        string filters = context.Request.Query["filters"].ToString();
        IEnumerable<JsonObject> asked = revisions.Where(revision => !filters.Contains("revision.of=", StringComparison.Ordinal)
            || filters.Contains($"revision.of={(string)revision["Spec"]!["Labels"]!["swarmtools.stack.revision.of"]!}\"", StringComparison.Ordinal));
        return context.Response.WriteAsync(EngineJson.List([Of("shop", EngineJson.Named("shop_motd")), EngineJson.Named("motd"), .. asked.Select(config => (JsonObject)config.DeepClone())]));
    });
}
