using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http.Features;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Requests;

/// <summary>Containers: what is sent to make one, and the connection with its input and output.</summary>
public sealed class ContainerRequestTests : IAsyncLifetime
{
    private FakeEngine _fake = null!;
    private DockerEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeEngine.StartAsync();
        _engine = Connect.To(_fake);
    }

    [Fact]
    public async Task A_container_logs_nothing_and_goes_with_its_connection()
    {
        _fake.Answer("POST", "/containers/create", """{"Id":"c1"}""", HttpStatusCode.Created);
        string id = await _engine.CreateContainerAsync(
            new() { Name = "relay", Image = "busybox", Command = ["sh", "-c", "true"], Network = "net" }, Stop.Token);

        RecordedRequest sent = _fake.Sent("POST", "/containers/create");
        JsonNode json = JsonNode.Parse(sent.Body)!;
        Assert.Equal(("c1", "?name=relay"), (id, sent.Query));
        Assert.Equal((true, true, "none", "net"), ((bool)json["HostConfig"]!["AutoRemove"]!, (bool)json["StdinOnce"]!, (string)json["HostConfig"]!["LogConfig"]!["Type"]!, (string)json["HostConfig"]!["NetworkMode"]!));
        Assert.Equal("""["sh","-c","true"]""", json["Entrypoint"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_written_reaches_its_input_and_frames_become_its_output_and_its_errors()
    {
        _fake.Answer("POST", "/containers/c1/attach", async (_, context) =>
        {
            context.Response.Headers.Upgrade = "tcp";
            await using Stream stream = await context.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync();
            byte[] came = new byte[5];
            await stream.ReadExactlyAsync(came);
            await stream.WriteAsync(Frame(2, "warning\n"));
            await stream.WriteAsync(Frame(1, ""));
            await stream.WriteAsync(Frame(1, Encoding.ASCII.GetString(came)));
            await stream.WriteAsync(Frame(1, " back"));
        });
        using IContainerStream stream = await _engine.AttachContainerAsync("c1", Stop.Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("there"), 0, 5, Stop.Token);

        using MemoryStream output = new();
        byte[] buffer = new byte[3];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, Stop.Token)) > 0)
        {
            output.Write(buffer, 0, read);
        }

        Assert.Equal(("there back", "warning"), (Encoding.ASCII.GetString(output.ToArray()), stream.Errors));
        RecordedRequest sent = _fake.Sent("POST", "/containers/c1/attach");
        Assert.Equal(("?stream=1&stdin=1&stdout=1&stderr=1", "tcp"), (sent.Query, sent.Headers["Upgrade"]));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_frame_is_a_failure()
    {
        _fake.Answer("POST", "/containers/c1/attach", async (_, context) =>
        {
            await using Stream stream = await context.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync();
            await stream.WriteAsync(Frame(1, "whole")[..^2]);
        });
        using IContainerStream stream = await _engine.AttachContainerAsync("c1", Stop.Token);
        byte[] buffer = new byte[100];
        Assert.Equal(3, await stream.ReadAsync(buffer, 0, buffer.Length, Stop.Token));
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => stream.ReadAsync(buffer, 0, buffer.Length, Stop.Token));
        Assert.Equal("EngineUnreachable", failure.ErrorId);
    }

    [Fact]
    public async Task One_that_is_gone_already_is_as_good_as_removed_and_none_can_be_connected_with()
    {
        _fake.Refuse("DELETE", "/containers/c1", HttpStatusCode.NotFound, "No such container: c1");
        await _engine.RemoveContainerAsync("c1", Stop.Token);
        _fake.Refuse("POST", "/containers/c1/attach", HttpStatusCode.NotFound, "No such container: c1");
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => _engine.AttachContainerAsync("c1", Stop.Token));
        Assert.Equal("TransferFailed", failure.ErrorId);
    }

    [Fact]
    public async Task An_image_that_cannot_be_fetched_is_named_although_the_engine_said_OK()
    {
        _fake.Answer("POST", "/images/create", "{\"status\":\"Pulling\"}\n{\"errorDetail\":{},\"error\":\"manifest unknown\"}\n");
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => _engine.PullImageAsync("a/b", null, Stop.Token));
        Assert.Equal("ImageNotFound", failure.ErrorId);
        Assert.Contains("manifest unknown", failure.Message, StringComparison.Ordinal);
        Assert.Equal("?fromImage=a/b:latest", _fake.Sent("POST", "/images/create").Query);
    }

    [Fact]
    public async Task A_volume_of_the_cluster_is_changed_with_the_version_that_was_read()
    {
        _fake.Answer("PUT", "/volumes/v", "");
        await _engine.UpdateVolumeAsync("v", 7, new JsonObject { ["Availability"] = "drain" }, Stop.Token);
        Assert.Equal(("?version=7", """{"Spec":{"Availability":"drain"}}"""), (_fake.Sent("PUT", "/volumes/v").Query, _fake.Sent("PUT", "/volumes/v").Body));
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _fake.DisposeAsync();
    }

    private static byte[] Frame(byte stream, string text)
    {
        byte[] frame = [stream, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), text.Length);
        return frame;
    }
}
