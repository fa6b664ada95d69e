using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Testing;
using SwarmTools.Time;

namespace SwarmTools.Engine.Tests.Requests;

public class UnknownFieldTests
{
    private const string Service = """
        {
          "ID": "x1",
          "Version": { "Index": 12, "Invented": 99 },
          "InventedBesideTheSpec": true,
          "Spec": {
            "Name": "web",
            "Labels": { "since": "2026-01-02T03:04:05.1234567890Z", "day": "2026-01-02", "empty": "" },
            "Invented": { "big": 9007199254740993, "ratio": 1.10, "power": 1e3, "nothing": null, "text": "a/b \"<é>\"" },
            "TaskTemplate": {
              "ContainerSpec": {
                "Image": "nginx:1@sha256:abc",
                "Healthcheck": { "Interval": 1000000001, "StartInterval": 1, "Invented": [] },
                "Privileges": { "Seccomp": { "Mode": "unconfined", "Profile": "e30=" }, "Invented": {} },
                "Secrets": [ { "SecretName": "key", "File": { "Mode": 292, "Invented": 0.5 } }, { "Invented": "kind" } ]
              },
              "Resources": { "SwapBytes": 18446744073709551615 },
              "ForceUpdate": 0,
              "Invented": { "deep": [ [ { "deeper": 2.50 } ] ] }
            },
            "Mode": { "Replicated": { "Replicas": 3, "Invented": true } },
            "UpdateConfig": { "Monitor": 1, "MaxFailureRatio": 0.10, "Invented": "x" },
            "EndpointSpec": { "Ports": [ { "TargetPort": 80, "Invented": "y" } ] }
          }
        }
        """;

    [Fact]
    public async Task A_field_that_this_code_has_never_heard_of_survives()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/services/x1", Service).Answer("POST", "/services/x1/update", "{}");
        using DockerEngine engine = Connect.To(fake);
        ServiceUpdater updater = new(engine, SystemClock.Instance, new Random(1));
        ServiceUpdate update = await updater.EditAsync("x1", [ServiceOptions.Labels.Put("-AddLabel", "tier", "front")], login: null, TimeSpan.MaxValue, Stop.Token);

        JsonNode expected = JsonNode.Parse(Service)!["Spec"]!;
        expected["Labels"]!["tier"] = "front";
        Assert.Equal(expected.ToJsonString(), Json.Plain(fake.Sent("POST", "/services/x1/update").Body));
        Assert.Equal("?version=12&registryAuthFrom=spec", fake.Sent("POST", "/services/x1/update").Query);
        Assert.True(update.IsChanged);
    }

    [Fact]
    public async Task An_edit_that_came_too_late_is_made_again_on_what_is_there_then()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        int reads = 0;
        int writes = 0;
        Func<RecordedRequest, Microsoft.AspNetCore.Http.HttpContext, Task> read = (_, context) => FakeAnswer(context, 200, Service.Replace("12", reads++ == 0 ? "12" : "13"));
        fake.Answer("GET", "/services/x1", read);
        fake.Answer("POST", "/services/x1/update", (_, context) => writes++ == 0
            ? FakeAnswer(context, 500, """{"message":"rpc error: code = Unknown desc = update out of sequence"}""")
            : FakeAnswer(context, 200, "{}"));
        using DockerEngine engine = Connect.To(fake);
        await new ServiceUpdater(engine, SystemClock.Instance, new Random(1)).EditAsync(
            "x1", [ServiceOptions.Labels.Put("-AddLabel", "tier", "front")], login: null, TimeSpan.MaxValue, Stop.Token);
        Assert.Equal(2, writes);
        Assert.Equal("?version=13&registryAuthFrom=spec", fake.Sent("POST", "/services/x1/update").Query);
    }

    private static async Task FakeAnswer(Microsoft.AspNetCore.Http.HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json));
    }
}
