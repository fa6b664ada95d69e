using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Ctrl+C, and commands that have enough.</summary>
public sealed class StopTests : CmdletTests
{
    // The aim is 250 ms, and the output says what it was; on a busy machine a test may only say "at once".
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("Wait-SwarmService web")]
    [InlineData("Wait-SwarmService web -Removed")]
    [InlineData("Get-SwarmLog web -Follow")]
    [InlineData("New-SwarmService new swarmtools/test:1 -NoResolveImage")]
    [InlineData("Remove-SwarmService web -Confirm:$false")]
    [InlineData("Get-SwarmConfig")]
    [InlineData("Remove-SwarmNetwork net -Confirm:$false")]
    public async Task Ctrl_C_ends_every_wait_without_an_error_record(string script)
    {
        ServeEndlessly();
        using PowerShell shell = Session.Prepare(script);
        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(400, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted, "The command ended by itself: " + string.Join(" ", shell.Streams.Error.ReadAll()));

        Stopwatch watch = Stopwatch.StartNew();
        shell.Stop();
        watch.Stop();

        TestContext.Current.TestOutputHelper!.WriteLine($"Stopped after {watch.Elapsed.TotalMilliseconds:F0} ms.");
        Assert.True(watch.Elapsed < s_atOnce, $"It took {watch.Elapsed}.");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void Select_Object_First_ends_a_followed_log()
    {
        ServeEndlessly();

        Stopwatch watch = Stopwatch.StartNew();
        ScriptResult result = Run("Get-SwarmLog web -Follow -Raw | Select-Object -First 3");

        Assert.Equal(["line 0", "line 1", "line 2"], result.Texts);
        Assert.Empty(result.Errors);
        Assert.True(watch.Elapsed < s_atOnce, $"It took {watch.Elapsed}.");
    }

    private void ServeEndlessly()
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"), EngineJson.Service("new")));
        Engine.Answer("GET", "/services/webid", EngineJson.Service("web", replicas: 2).ToJsonString());
        Engine.Answer("GET", "/services/newid", EngineJson.Service("new", replicas: 2).ToJsonString());
        Engine.Answer("POST", "/services/create", """{"ID":"newid"}""");
        Engine.Answer("DELETE", "/services/webid", "");
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1)));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
        Engine.Answer("GET", "/networks", EngineJson.List(EngineJson.Network("net")));
        Engine.Refuse("DELETE", "/networks/netid", System.Net.HttpStatusCode.Forbidden, "network net is in use by task web1task");
        Engine.Answer("GET", "/services/webid/logs", WriteLogAsync);
        Engine.Answer("GET", "/configs", (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
    }

    private static async Task WriteLogAsync(RecordedRequest request, HttpContext context)
    {
        for (int line = 0; !context.RequestAborted.IsCancellationRequested; line++)
        {
            byte[] text = Encoding.UTF8.GetBytes(
                $"2026-01-02T03:04:05.000000000Z com.docker.swarm.node.id=node1id,com.docker.swarm.service.id=webid,com.docker.swarm.task.id=web1task line {line}\n");
            byte[] frame = new byte[8 + text.Length];
            frame[0] = 1;
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), text.Length);
            text.CopyTo(frame, 8);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(20, context.RequestAborted);
        }
    }
}
