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

    // By service, the worst first: how many tasks are missing, then what is known of why.
    private IEnumerable<XElement> Services()
    {
        ILookup<string, (string Node, SwarmTopologyTask Task)> bad = topology.Nodes.SelectMany(node => node.Tasks.Select(task => (Node: node.Name, Task: task)))
            .Concat(topology.Unplaced.Select(task => (Node: "", Task: task)))
            .Where(item => item.Task.Condition is SwarmTaskCondition.Failed or SwarmTaskCondition.Unreachable || item.Task.Problem.Length > 0)
            .ToLookup(item => item.Task.Task.ServiceId, StringComparer.Ordinal);
        return topology.Services
            .Where(service => !PageSummary.IsAtTarget(service) || bad.Contains(service.Id))
            .Select(service => (Service: service, Worst: Worst(bad[service.Id].Select(item => item.Task.Condition))))
            .OrderByDescending(item => Weight(item.Worst)).ThenBy(item => item.Service.Name, StringComparer.Ordinal)
            .Select(item => Item(item.Worst, item.Service.Name, $"{View.Replicas(item.Service)} tasks{(item.Service.Mode.IsJob() ? "" : " run")}.", [.. bad[item.Service.Id]
                .GroupBy(task => (task.Task.Condition, task.Task.Problem))
                .Select(same => Reason(same.Key.Condition, same.Key.Problem, [.. same.Select(task => task.Node)]))]));
    }

    private static SwarmTaskCondition Worst(IEnumerable<SwarmTaskCondition> conditions) => conditions.Append(SwarmTaskCondition.Waiting).OrderByDescending(Weight).First();

    private static int Weight(SwarmTaskCondition condition) => condition switch
    {
        SwarmTaskCondition.Failed => 2,
        SwarmTaskCondition.Unreachable => 1,
        _ => 0,
    };

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
