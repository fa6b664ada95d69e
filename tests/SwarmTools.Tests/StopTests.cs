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
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(250);

    /// <summary>A busy machine may be late once; three times in a row it is the code.</summary>
    private const int Tries = 3;

    [Theory]
    [InlineData("Wait-SwarmService web")]
    [InlineData("Wait-SwarmService web -Removed")]
    [InlineData("Get-SwarmLog web -Follow")]
    [InlineData("New-SwarmService new swarmtools/test:1 -NoResolveImage")]
    [InlineData("Set-SwarmService web -AddLabel a=1")]
    [InlineData("Resize-SwarmService web 2")]
    [InlineData("Restart-SwarmService web")]
    [InlineData("Undo-SwarmServiceUpdate web")]
    [InlineData("Invoke-SwarmRollingUpdate web -AddLabel a=1")]
    [InlineData("Restore-SwarmServiceRevision web 1")]
    [InlineData("Resume-SwarmServiceUpdate web")]
    [InlineData("Get-SwarmServiceHistory web")]
    [InlineData("Compare-SwarmService web -Revision 1")]
    [InlineData("Invoke-SwarmJob job swarmtools/test:1 -NoResolveImage")]
    [InlineData("Wait-SwarmTask web.1 Complete")]
    [InlineData("Stop-SwarmService web")]
    [InlineData("Start-SwarmService web")]
    [InlineData("Remove-SwarmService web -Confirm:$false")]
    [InlineData("New-SwarmService new swarmtools/test:1")]
    [InlineData("New-SwarmNetwork other")]
    [InlineData("Add-SwarmSecret s -Generate 32")]
    [InlineData("Add-SwarmConfig c 'text'")]
    [InlineData("Get-SwarmSecret")]
    [InlineData("Get-SwarmJoinToken")]
    [InlineData("Watch-SwarmEvent")]
    [InlineData("Get-SwarmEvent")]
    [InlineData("Get-SwarmConfig")]
    [InlineData("Get-SwarmStack")]
    [InlineData("Remove-SwarmNetwork net -Confirm:$false")]
    [InlineData("Get-Swarm")]
    [InlineData("Initialize-Swarm")]
    [InlineData("Exit-Swarm -Force -Confirm:$false")]
    [InlineData("Connect-Swarm $silent")]
    [InlineData("Test-SwarmConnection $silent")]
    [InlineData("$large = 'services: {w: {image: x, command: [' + ('1' * 16000000) + ']}}'; while ($true) { Resolve-SwarmStackFile -Text $large | Out-Null }")]
    public async Task Ctrl_C_ends_every_wait_without_an_error_record(string script)
    {
        ServeEndlessly();
        await using FakeEngine silent = await FakeEngine.StartAsync();
        silent.Answer("GET", "/_ping", WaitAsync);
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < Tries && shortest > s_limit; attempt++)
        {
            TimeSpan took = await StopAsync("$silent = $args[0]; " + script, silent.HostUri);
            shortest = took < shortest ? took : shortest;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Stopped after {shortest.TotalMilliseconds:F0} ms.");
        Assert.True(shortest < s_limit, $"It took {shortest}.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Select_Object_First_ends_a_followed_log(bool chatty)
    {
        ServeEndlessly(chatty);

        // Again and again, because reads that are under way must not get in the way of closing.
        for (int round = 0; round < 20; round++)
        {
            ScriptResult result = Run("Get-SwarmLog web, new -Follow -Raw | Select-Object -First 3");

            Assert.Equal(3, result.Output.Count);
            Assert.Empty(result.Errors);
        }
    }

    private async Task<TimeSpan> StopAsync(string script, string silent)
    {
        using PowerShell shell = Session.Prepare(script, silent);
        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(400, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted, "The command ended by itself: " + string.Join(" ", shell.Streams.Error.ReadAll()));

        Stopwatch watch = Stopwatch.StartNew();
        shell.Stop();
        watch.Stop();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
        return watch.Elapsed;
    }

    private static Task WaitAsync(RecordedRequest request, HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private void ServeEndlessly(bool chatty = false)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"), EngineJson.Service("new")));
        System.Text.Json.Nodes.JsonObject web = EngineJson.Service("web", replicas: 2);
        web["PreviousSpec"] = new System.Text.Json.Nodes.JsonObject();
        Engine.Answer("GET", "/services/webid", web.ToJsonString());
        Engine.Answer("GET", "/services/newid", EngineJson.Service("new", replicas: 2).ToJsonString());
        Engine.Answer("POST", "/services/create", """{"ID":"newid"}""");
        Engine.Answer("POST", "/services/webid/update", "{}");
        Engine.Answer("DELETE", "/services/webid", "");
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1)));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
        Engine.Answer("GET", "/networks", EngineJson.List(EngineJson.Network("net")));
        Engine.Refuse("DELETE", "/networks/netid", System.Net.HttpStatusCode.Forbidden, "network net is in use by task web1task");
        Engine.Answer("GET", "/services/webid/logs", (_, context) => WriteLogAsync("web", chatty, context));
        Engine.Answer("GET", "/services/newid/logs", (_, context) => WriteLogAsync("new", chatty, context));
        Engine.Answer("GET", "/configs", WaitAsync);
        Engine.Answer("GET", "/distribution/swarmtools/test:1/json", WaitAsync);
        Engine.Answer("GET", "/secrets", WaitAsync);
        Engine.Answer("POST", "/networks/create", WaitAsync);
        Engine.Answer("POST", "/secrets/create", WaitAsync);
        Engine.Answer("POST", "/configs/create", WaitAsync);
        Engine.Answer("GET", "/events", WaitAsync);
        Engine.Answer("GET", "/swarm", WaitAsync);
        Engine.Answer("POST", "/swarm/init", WaitAsync);
        Engine.Answer("POST", "/swarm/leave", WaitAsync);
    }

    private static async Task WriteLogAsync(string service, bool chatty, HttpContext context)
    {
        for (int line = 0; !context.RequestAborted.IsCancellationRequested; line++)
        {
            byte[] text = Encoding.UTF8.GetBytes(
                $"2026-01-02T03:04:05.000000000Z com.docker.swarm.node.id=node1id,com.docker.swarm.service.id={service}id,com.docker.swarm.task.id={service}1task line {line}\n");
            byte[] frame = new byte[8 + text.Length];
            frame[0] = 1;
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), text.Length);
            text.CopyTo(frame, 8);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (!chatty)
            {
                await Task.Delay(20, context.RequestAborted);
            }
        }
    }
}
