using System.Threading;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Tasks that are waited for.</summary>
public sealed class TaskWaitTests : CmdletTests
{
    // As after New-SwarmService -NoWait.
    [Fact]
    public void A_service_that_has_no_task_yet_is_given_one()
    {
        int asked = 0;
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"))).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
        Engine.Answer("GET", "/tasks", (_, context) => context.Response.WriteAsync(Interlocked.Increment(ref asked) < 3 ? "[]" : EngineJson.List(EngineJson.Task("web", 1))));

        ScriptResult result = Run("Wait-SwarmTask web | ForEach-Object Name");

        Assert.Empty(result.Errors);
        Assert.Equal(["web.1"], result.Texts);
    }
}
