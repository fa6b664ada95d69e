using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Pipelines;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>Reports of what a command did to a stack.</summary>
public sealed class StackReportTests
{
    private const string Hostile = "<script> | ##vso[task.complete]\n::error::x \u001b[31m";

    [Fact]
    public void The_markdown_tells_what_changed_how_it_went_and_what_to_do() => Assert.Equal(
        """
        # shop: Failed

        |  |  |
        | --- | --- |
        | Command | Publish-SwarmStack |
        | Swarm | prod |
        | Began | 2026-11-26 13:52:00 UTC |
        | Took | 1m 5s |
        | Changes | 1 of 2 |

        ## Changes

        | Action | What | Name | Reason | Image | Outcome | Tasks | Took |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | Keep | network | shop_default |  |  | Done |  |  |
        | Update | service | shop_web | Image, Env\[MODE\] | web:2@sha256:0 | Failed: Tasks fail. | 1/3 | 8.2s |

        ## Fields that differ

        | Service | Field | Is | Is to be |
        | --- | --- | --- | --- |
        | shop_web | TaskTemplate.ContainerSpec.Image | web:1 | web:2 |
        | shop_web | TaskTemplate.ContainerSpec.Env\[MODE\] |  | (not shown) |

        ## Errors

        | Id | What happened | What to do |
        | --- | --- | --- |
        | ServiceNotFound | There is none. | Check the name with Get-SwarmService. |

        ## Warnings

        - The image has no digest.


        """.ReplaceLineEndings("\n"),
        StackReportPage.Write(Report()));

    [Theory]
    [InlineData("TaskTemplate.ContainerSpec.Env[TOKEN]")]
    [InlineData("TaskTemplate.LogDriver.Options[splunk-token]")]
    [InlineData("TaskTemplate.ContainerSpec.Mounts[/data].VolumeOptions.DriverConfig.Options[o]")]
    public void Values_that_may_be_passwords_are_not_told(string path) =>
        Assert.Equal((null, StackReport.Unsaid), StackReport.ValuesOf(new() { Path = path, Old = null, New = "hunter2" }));

    [Fact]
    public void The_json_tells_the_same()
    {
        JsonNode json = JsonNode.Parse(StackReportJson.Write(Report()))!;

        Assert.Equal(
            """{"form":1,"command":"Publish-SwarmStack","stack":"shop","swarm":"prod","outcome":"Failed","startedAt":"2026-11-26T13:52:00Z","durationSeconds":65.3}""",
            Without(json, "changes", "errors", "warnings").ToJsonString());
        JsonNode web = json["changes"]![1]!;
        Assert.Equal(
            """{"type":"service","name":"shop_web","action":"Update","reason":"Image, Env[MODE]","image":"web:2@sha256:0","isDowntime":false,"outcome":"Failed","message":"Tasks fail."}""",
            Without(web, "differences", "rollout").ToJsonString());
        Assert.Equal(
            """[{"path":"TaskTemplate.ContainerSpec.Image","old":"web:1","new":"web:2"},{"path":"TaskTemplate.ContainerSpec.Env[MODE]","old":null,"new":"(not shown)"}]""",
            web["differences"]!.ToJsonString());
        Assert.Equal(
            """{"outcome":"TasksFailing","from":"web:1","to":"web:2","running":1,"desired":3,"durationSeconds":8.2,"message":"","failedTasks":[{"name":"shop_web.1","node":"","state":"Failed","exitCode":1,"error":"task: non-zero exit (1)"}]}""",
            web["rollout"]!.ToJsonString());
        Assert.Equal("""[{"id":"ServiceNotFound","message":"There is none.","remedy":"Check the name with Get-SwarmService."}]""", json["errors"]!.ToJsonString());
        Assert.Equal("""["The image has no digest."]""", json["warnings"]!.ToJsonString());
    }

    [Fact]
    public void No_value_of_a_variable_is_in_it()
    {
        StackReport report = Report(Env("PASSWORD", null, "hunter2"), Env("OLD", "hunter3", null));

        foreach (string text in new[] { StackReportJson.Write(report), StackReportPage.Write(report) })
        {
            Assert.DoesNotContain("hunter", text, StringComparison.Ordinal);
            Assert.Contains("PASSWORD", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_container_said_drives_neither_a_page_nor_a_build()
    {
        StackReport report = Report() with { Notices = [new(true, "TasksFailing", Hostile), BuildNotice.Warning(Hostile)], StackName = Hostile, Swarm = Hostile };

        foreach (string text in new[] { StackReportJson.Write(report), StackReportPage.Write(report) })
        {
            Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
            Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
        }

        Assert.DoesNotContain("<script>", StackReportPage.Write(report), StringComparison.Ordinal);
        Assert.All(StackReportPage.Write(report).Split('\n').Where(line => line.Contains("script", StringComparison.Ordinal) && line[0] == '|'), line => Assert.Contains("\\|", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Before_there_is_a_plan_there_are_errors_alone()
    {
        StackReport report = Report() with { StackName = "", Steps = [] };

        Assert.StartsWith("# Stack: Failed\n", StackReportPage.Write(report), StringComparison.Ordinal);
        Assert.DoesNotContain("## Changes", StackReportPage.Write(report), StringComparison.Ordinal);
        Assert.Equal("[]", JsonNode.Parse(StackReportJson.Write(report))!["changes"]!.ToJsonString());
    }

    private static StackReport Report(params SwarmDifference[] more) => new()
    {
        Command = "Publish-SwarmStack",
        StackName = "shop",
        Swarm = "prod",
        Outcome = SwarmStackChangeOutcome.Failed,
        StartedAt = new(2026, 11, 26, 13, 52, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(65.31),
        Steps =
        [
            new(new() { Type = SwarmStackObjectType.Network, Name = "shop_default", Action = SwarmStackAction.Keep, Outcome = SwarmStackChangeOutcome.Done }),
            new(new()
            {
                Type = SwarmStackObjectType.Service, Name = "shop_web", Action = SwarmStackAction.Update, Reason = "Image, Env[MODE]", Outcome = SwarmStackChangeOutcome.Failed, Message = "Tasks fail.",
                Differences = [new() { Path = "TaskTemplate.ContainerSpec.Image", Old = "web:1", New = "web:2" }, Env("MODE", null, "fast"), .. more],
                Rollout = new()
                {
                    ServiceName = "shop_web", Outcome = SwarmRolloutOutcome.TasksFailing, From = "web:1", To = "web:2", Running = 1, Desired = 3, Duration = TimeSpan.FromSeconds(8.2),
                    FailedTasks = [new() { Name = "shop_web.1", State = SwarmTaskState.Failed, ExitCode = 1, Error = "task: non-zero exit (1)" }],
                },
            })
            {
                Spec = (JsonObject)JsonNode.Parse("""{"TaskTemplate":{"ContainerSpec":{"Image":"web:2@sha256:0"}}}""")!,
            },
        ],
        Notices = [BuildNotice.Warning("The image has no digest."), new(IsError: true, "ServiceNotFound", "There is none.")],
    };

    private static SwarmDifference Env(string name, string? old, string? wished) => new() { Path = $"TaskTemplate.ContainerSpec.Env[{name}]", Old = old, New = wished };

    private static JsonObject Without(JsonNode json, params string[] keys)
    {
        JsonObject copy = (JsonObject)json.DeepClone();
        foreach (string key in keys)
        {
            Assert.True(copy.Remove(key), key);
        }

        return copy;
    }
}
