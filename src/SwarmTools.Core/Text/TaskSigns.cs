using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Text;

/// <summary>How conditions of tasks are shown: a word, a sign that is of a shape of its own, and a colour that says the same.</summary>
internal static class TaskSigns
{
    /// <summary>All signs beyond ASCII that a console is to have.</summary>
    public const string Unicode = "\u25c9\u25cf\u25d0\u25cb\u25cc\u00d7\u2713\u2026";

    /// <summary>The condition in a word.</summary>
    public static string Word(SwarmTaskCondition condition) => EnumText.Write(condition, ' ');

    /// <summary>The sign of a condition.</summary>
    public static string Of(SwarmTaskCondition condition, bool unicode) => condition switch
    {
        SwarmTaskCondition.Healthy => unicode ? "\u25c9" : "*",
        SwarmTaskCondition.Running => unicode ? "\u25cf" : "+",
        SwarmTaskCondition.Starting => unicode ? "\u25d0" : "~",
        SwarmTaskCondition.Waiting => unicode ? "\u25cb" : "o",
        SwarmTaskCondition.Stopping => unicode ? "\u25cc" : "-",
        SwarmTaskCondition.Failed => unicode ? "\u00d7" : "x",
        SwarmTaskCondition.Complete => unicode ? "\u2713" : "=",
        _ => "?",
    };

    /// <summary>The number of the console's colour.</summary>
    public static int Color(SwarmTaskCondition condition) => condition switch
    {
        SwarmTaskCondition.Healthy or SwarmTaskCondition.Running => 32,
        SwarmTaskCondition.Starting or SwarmTaskCondition.Waiting => 33,
        SwarmTaskCondition.Failed or SwarmTaskCondition.Unreachable => 31,
        _ => 36,
    };

    /// <summary>Whether a task is as it should be, so that its sign says enough.</summary>
    public static bool IsWell(SwarmTaskCondition condition) =>
        condition is SwarmTaskCondition.Healthy or SwarmTaskCondition.Running or SwarmTaskCondition.Complete;

    /// <summary>Tasks in numbers: <c>3 healthy, 1 failed</c>; empty for none.</summary>
    public static string Count(IEnumerable<SwarmTopologyTask> tasks) => string.Join(", ", tasks
        .GroupBy(task => task.Condition)
        .OrderBy(same => same.Key)
        .Select(same => string.Format(CultureInfo.InvariantCulture, "{0} {1}", same.Count(), Word(same.Key))));
}
