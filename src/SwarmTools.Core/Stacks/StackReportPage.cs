using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SwarmTools.Pipelines;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <summary>Writes a report as markdown, as GitHub and Azure DevOps show it.</summary>
internal sealed class StackReportPage
{
    private readonly StringBuilder _page = new();
    private readonly StackReport _report;

    private StackReportPage(StackReport report) => _report = report;

    public static string Write(StackReport report)
    {
        StackReportPage page = new(report);
        page.Head();
        page.Changes();
        page.Differences();
        page.Errors();
        page.Warnings();
        return page._page.ToString();
    }

    private void Head()
    {
        int changes = _report.Steps.Count(step => !step.IsKept);
        Line($"# {(_report.StackName.Length > 0 ? MarkdownText.Of(_report.StackName) : "Stack")}: {_report.Outcome}");
        Table(
            ["", ""],
            [
                ["Command", _report.Command],
                ["Swarm", _report.Swarm],
                ["Began", _report.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"],
                ["Took", SwarmText.Duration(_report.Duration)],
                ["Changes", $"{changes.ToString(CultureInfo.InvariantCulture)} of {_report.Steps.Count.ToString(CultureInfo.InvariantCulture)}"],
            ]);
    }

    private void Changes()
    {
        if (_report.Steps.Count > 0)
        {
            Line("## Changes");
            Table(["Action", "What", "Name", "Reason", "Image", "Outcome", "Tasks", "Took"], [.. _report.Steps.Select(Cells)]);
        }
    }

    private static string[] Cells(StackStep step)
    {
        SwarmStackChange change = step.Change;
        return
        [
            change.Action.ToString(),
            EnumText.Write(change.Type, ' '),
            change.Name,
            change.Reason + (change.IsDowntime ? " (down meanwhile)" : ""),
            StackReport.ImageOf(step),
            change.Outcome + (change.Message.Length > 0 ? ": " + change.Message : ""),
            change.Rollout is { } rollout ? $"{Number(rollout.Running)}/{Number(rollout.Desired)}" : "",
            change.Rollout is null ? "" : SwarmText.Duration(change.Rollout.Duration),
        ];
    }

    private void Differences()
    {
        string[][] rows = [.. _report.Steps.SelectMany(step => step.Change.Differences.Select(difference =>
        {
            (string? old, string? wished) = StackReport.ValuesOf(difference);
            return new[] { step.Change.Name, difference.Path, old ?? "", wished ?? "" };
        }))];
        if (rows.Length > 0)
        {
            Line("## Fields that differ");
            Table(["Service", "Field", "Is", "Is to be"], rows);
        }
    }

    private void Errors()
    {
        if (_report.Errors.Any())
        {
            Line("## Errors");
            Table(["Id", "What happened", "What to do"], [.. _report.Errors.Select(error => new[] { error.Id, error.Message, _report.RemedyOf(error) })]);
        }
    }

    private void Warnings()
    {
        if (_report.Warnings.Any())
        {
            Line("## Warnings");
            Line(string.Join("\n", _report.Warnings.Select(warning => "- " + MarkdownText.Of(warning.Message))));
        }
    }

    private void Table(IReadOnlyList<string> heads, IReadOnlyList<string[]> rows)
    {
        Row(heads);
        _page.Append('|').Append(string.Concat(Enumerable.Repeat(" --- |", heads.Count))).Append('\n');
        foreach (string[] row in rows)
        {
            Row(row);
        }

        _page.Append('\n');
    }

    private void Row(IEnumerable<string> cells) => _page.Append("| ").Append(string.Join(" | ", cells.Select(MarkdownText.Of))).Append(" |\n");

    private void Line(string line) => _page.Append(line).Append("\n\n");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
