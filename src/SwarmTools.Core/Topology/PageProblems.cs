using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using SwarmTools.Text;

namespace SwarmTools.Topology;

/// <summary>What somebody should look at, the same told once.</summary>
internal sealed class PageProblems(SwarmTopology topology)
{
    private const int MostNodes = 5;

    /// <summary>The section; null where all is well.</summary>
    public XElement? Section()
    {
        IReadOnlyList<XElement> items = [.. topology.Nodes.Where(node => !node.Node.Answers).Select(Node), .. Services()];
        return items.Count == 0 ? null : Html.Of(
            "section", Html.Has("aria-labelledby", "problems"), Html.Of("h2", Html.Has("id", "problems"), "Needs attention"), Html.Of("ul.problems", items));
    }

    private static XElement Node(SwarmTopologyNode node) => Item(
        SwarmTaskCondition.Unreachable, node.Name, $"is {EnumText.Write(node.Node.State, ' ')}.", node.Node.StateMessage.Length > 0 ? [Html.Of("p.why", node.Node.StateMessage)] : []);

    // By service: how many tasks are missing, then what is known of why.
    private IEnumerable<XElement> Services()
    {
        ILookup<string, (string Node, SwarmTopologyTask Task)> bad = topology.Nodes.SelectMany(node => node.Tasks.Select(task => (Node: node.Name, Task: task)))
            .Concat(topology.Unplaced.Select(task => (Node: "", Task: task)))
            .Where(item => item.Task.Condition is SwarmTaskCondition.Failed or SwarmTaskCondition.Unreachable || item.Task.Problem.Length > 0)
            .ToLookup(item => item.Task.Task.ServiceId, StringComparer.Ordinal);
        foreach (SwarmService service in topology.Services.Where(service => !PageSummary.IsAtTarget(service) || bad.Contains(service.Id)))
        {
            SwarmTaskCondition worst = bad[service.Id].Select(item => item.Task.Condition).OrderByDescending(condition => condition == SwarmTaskCondition.Failed).Append(SwarmTaskCondition.Waiting).First();
            yield return Item(worst, service.Name, $"{View.Replicas(service)} tasks{(service.Mode.IsJob() ? "" : " run")}.", [.. bad[service.Id]
                .GroupBy(item => (item.Task.Condition, item.Task.Problem))
                .Select(same => Reason(same.Key.Condition, same.Key.Problem, [.. same.Select(item => item.Node)]))]);
        }
    }

    private static XElement Reason(SwarmTaskCondition condition, string problem, IReadOnlyList<string> nodes) => Html.Of(
        "p.why",
        $"{Count(nodes.Count)} {TaskSigns.Word(condition)}{Where([.. nodes.Where(node => node.Length > 0).Distinct(StringComparer.Ordinal)])}{(problem.Length > 0 ? $": {problem}" : "")}");

    private static XElement Item(SwarmTaskCondition condition, string name, string said, IReadOnlyList<XElement> why) => Html.Of(
        "li." + TaskSigns.Word(condition), PageSummary.Icon(condition), Html.Of("div", Html.Of("p", Html.Of("strong", name), " ", said), why));

    private static string Count(int count) => count == 1 ? "1 task" : string.Format(CultureInfo.InvariantCulture, "{0} tasks", count);

    private static string Where(IReadOnlyList<string> nodes) => nodes.Count == 0
        ? ""
        : $" on {string.Join(", ", nodes.Take(MostNodes))}{(nodes.Count > MostNodes ? string.Format(CultureInfo.InvariantCulture, " and {0} more nodes", nodes.Count - MostNodes) : "")}";
}
