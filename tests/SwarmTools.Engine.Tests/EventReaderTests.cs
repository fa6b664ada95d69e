using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests;

public sealed class EventReaderTests
{
    // As an engine wrote them.
    private const string Update = """{"Type":"service","Action":"update","Actor":{"ID":"x1","Attributes":{"name":"web","replicas.new":"3","replicas.old":"1"}},"scope":"swarm","time":1629574695,"timeNano":1629574695515031234}""";
    private const string Started = """{"status":"start","id":"c1","from":"app:1","Type":"container","Action":"exec_create: sh -c ls","Actor":{"ID":"c1"},"scope":"local","time":1,"timeNano":1000000000}""";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task Events_are_read_however_the_network_cuts_them(int cut)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/events", (_, context) => WriteAsync(context, $"{Update}\n{Started}\n\n", cut));
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<SwarmEvent> events = await engine.OpenEventsAsync(new(), Stop.Token);
        List<SwarmEvent> all = [];
        while (await events.ReadAsync(Stop.Token) is { } batch)
        {
            all.AddRange(batch);
        }

        Assert.Equal([(SwarmEventType.Service, "update", "x1", "web", "swarm"), (SwarmEventType.Container, "exec_create: sh -c ls", "c1", "", "local")], all.Select(happened => (happened.Type, happened.Action, happened.Id, happened.Name, happened.Scope)));
        Assert.Equal(new DateTimeOffset(2021, 8, 21, 19, 38, 15, TimeSpan.Zero).AddTicks(5150312), all[0].Timestamp);
        Assert.Equal(["replicas.new=3", "replicas.old=1"], all[0].Attributes.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public async Task What_is_no_event_is_no_engine()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/events", (_, context) => WriteAsync(context, "<html>\n", 100));
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<SwarmEvent> events = await engine.OpenEventsAsync(new(), Stop.Token);
        await Refused.WithAsync(ErrorId.EngineError, ["is not one of a Docker engine"], () => events.ReadAsync(Stop.Token));
    }

    [Fact]
    public async Task The_engine_is_asked_for_what_is_wanted()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/events", "");
        using DockerEngine engine = Connect.To(fake);
        (await engine.OpenEventsAsync(new(), Stop.Token)).Dispose();
        Assert.Equal("""?filters={"scope":["swarm"]}""", fake.Requests[^1].Query);
        (await engine.OpenEventsAsync(
            new() { Types = [SwarmEventType.Service, SwarmEventType.Node], Since = DateTimeOffset.FromUnixTimeSeconds(5), Until = DateTimeOffset.FromUnixTimeMilliseconds(6500), WithLocal = true }, Stop.Token)).Dispose();
        Assert.Equal("""?since=5.000000000&until=6.500000000&filters={"type":["service","node"]}""", fake.Requests[^1].Query);
    }

    private static async Task WriteAsync(HttpContext context, string text, int cut)
    {
        foreach (byte[] part in Encoding.UTF8.GetBytes(text).Chunk(cut))
        {
            await context.Response.Body.WriteAsync(part);
            await context.Response.Body.FlushAsync();
        }
    }
}
