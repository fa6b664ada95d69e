using System;
using System.Collections.Generic;
using SwarmTools.Pipelines;
using SwarmTools.Stacks;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>Gathers what a command does to a stack, and writes it as a report, however the command ends.</summary>
/// <param name="command">The name of the cmdlet.</param>
/// <param name="place">Where the report is to be.</param>
/// <param name="clock">The time.</param>
internal sealed class StackReporter(string command, ReportPlace place, IClock clock)
{
    private readonly DateTimeOffset _started = clock.UtcNow;
    private readonly List<BuildNotice> _notices = [];
    private StackPlan? _plan;
    private SwarmStackResult? _result;
    private string _swarm = "";
    private bool _isBegun;

    /// <summary>Takes an error or a warning.</summary>
    public void Note(BuildNotice notice) => _notices.Add(notice);

    /// <summary>Takes the plan, which is not begun yet.</summary>
    public void Planned(StackPlan plan, SwarmConnection connection) => (_plan, _swarm) = (plan, connection.Name);

    /// <summary>Takes that the plan is begun.</summary>
    public void Begun() => _isBegun = true;

    /// <summary>Takes what became of the plan.</summary>
    public void Ended(SwarmStackResult result) => _result = result;

    /// <summary>Writes the report.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public void Write()
    {
        StackReport report = Report();
        place.Write(report.StackName, () => StackReportJson.Write(report), () => StackReportPage.Write(report));
    }

    private StackReport Report() => new()
    {
        Command = command,
        StackName = _plan?.Names.Stack ?? "",
        Swarm = _swarm,
        Outcome = Outcome,
        StartedAt = _started,
        Duration = clock.UtcNow - _started,
        Steps = _plan?.Steps ?? [],
        Notices = [.. _notices],
    };

    private SwarmStackChangeOutcome Outcome => _result?.Outcome
        ?? (_notices.Exists(notice => notice.IsError) ? SwarmStackChangeOutcome.Failed
        : _isBegun ? SwarmStackChangeOutcome.InProgress
        : SwarmStackChangeOutcome.Planned);
}
