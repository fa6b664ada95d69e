using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Pipelines;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <summary>Writes a report as JSON; docs/deployment-report.md tells its fields.</summary>
internal static class StackReportJson
{
    /// <summary>The number of the form. It grows when a field changes its meaning or goes, not when one is added.</summary>
    private const int Form = 1;

    public static string Write(StackReport report) => ReadableJson.Write(new()
    {
        ["form"] = Form,
        ["command"] = report.Command,
        ["stack"] = Text(report.StackName),
        ["swarm"] = Text(report.Swarm),
        ["outcome"] = report.Outcome.ToString(),
        ["startedAt"] = report.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["durationSeconds"] = Seconds(report.Duration),
        ["changes"] = Each(report.Steps, Change),
        ["errors"] = Each(report.Errors, error => Error(error, report.RemedyOf(error))),
        ["warnings"] = new JsonArray([.. report.Warnings.Select(warning => (JsonNode)Text(warning.Message))]),
    });

    private static JsonObject Change(StackStep step)
    {
        SwarmStackChange change = step.Change;
        return new()
        {
            ["type"] = EnumText.Write(change.Type, '-'),
            ["name"] = Text(change.Name),
            ["action"] = change.Action.ToString(),
            ["reason"] = Text(change.Reason),
            ["image"] = Text(StackReport.ImageOf(step)),
            ["isDowntime"] = change.IsDowntime,
            ["outcome"] = change.Outcome.ToString(),
            ["message"] = Text(change.Message),
            ["differences"] = Each(change.Differences, Difference),
            ["rollout"] = change.Rollout is { } rollout ? Rollout(rollout) : null,
        };
    }

    private static JsonObject Difference(SwarmDifference difference)
    {
        (string? old, string? wished) = StackReport.ValuesOf(difference);
        return new() { ["path"] = Text(difference.Path), ["old"] = old is null ? null : Text(old), ["new"] = wished is null ? null : Text(wished) };
    }

    private static JsonObject Rollout(SwarmRolloutResult rollout) => new()
    {
        ["outcome"] = rollout.Outcome.ToString(),
        ["from"] = Text(rollout.From),
        ["to"] = Text(rollout.To),
        ["running"] = rollout.Running,
        ["desired"] = rollout.Desired,
        ["durationSeconds"] = Seconds(rollout.Duration),
        ["message"] = Text(rollout.Message),
        ["failedTasks"] = Each(rollout.FailedTasks, Task),
    };

    private static JsonObject Task(SwarmTask task) => new()
    {
        ["name"] = Text(task.Name),
        ["node"] = Text(task.NodeName),
        ["state"] = task.State.ToString(),
        ["exitCode"] = task.ExitCode,
        ["error"] = Text(task.Error),
    };

    private static JsonObject Error(BuildNotice error, string remedy) => new()
    {
        ["id"] = error.Id,
        ["message"] = Text(error.Message),
        ["remedy"] = remedy,
    };

    private static JsonArray Each<T>(IEnumerable<T> items, Func<T, JsonObject> write) => [.. items.Select(item => (JsonNode)write(item))];

    // Whoever writes the file to a build's log must not be driven by what is in it.
    private static JsonValue Text(string text) => JsonValue.Create(ConsoleText.NeutraliseLines(text));

    // From text, for the older .NET writes 3.3 as 3.2999999999999998.
    private static JsonValue Seconds(TimeSpan duration) => JsonValue.Create(decimal.Round((decimal)duration.TotalSeconds, 1));
}
