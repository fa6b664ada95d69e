using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using SwarmTools.Text;

namespace SwarmTools.Topology;

/// <summary>The swarm in numbers, and what the shapes of tasks mean.</summary>
internal static class PageSummary
{
    public static XElement Of(SwarmTopology topology)
    {
        IReadOnlyList<SwarmTopologyTask> tasks = [.. topology.Nodes.SelectMany(node => node.Tasks), .. topology.Unplaced];
        int ready = topology.Nodes.Count(node => node.Node.Answers);
        int well = tasks.Count(task => TaskSigns.IsWell(task.Condition));
        int atTarget = topology.Services.Count(IsAtTarget);
        return Html.Of(
            "section",
            Html.Has("aria-labelledby", "numbers"),
            Html.Of("h2.unseen", Html.Has("id", "numbers"), "In numbers"),
            Html.Of(
                "dl.tiles",
                Tile("Nodes", ready, topology.Nodes.Count, "ready"),
                Tile("Tasks", well, tasks.Count, "well"),
                Tile("Services", atTarget, topology.Services.Count, "at their target")),
            Legend(tasks),
            Html.Of("p.find", Html.Has("hidden", "hidden"), Html.Of("label", Html.Has("for", "find"), "Find"), Search()));
    }

    /// <summary>Whether as many tasks run as should; jobs run to their end.</summary>
    public static bool IsAtTarget(SwarmService service) => service.Mode.IsJob() || service.RunningTasks >= service.DesiredTasks;

    /// <summary>The shape of a condition.</summary>
    public static XElement Icon(SwarmTaskCondition condition) => new(
        "svg", Html.Has("class", "icon"), Html.Has("aria-hidden", "true"), new XElement("use", Html.Has("href", "#" + TaskSigns.Word(condition))));

    private static XElement Tile(string what, int good, int all, string word) => Html.Of(
        good == all ? "div.tile" : "div.tile.short",
        Html.Of("dt", what),
        Html.Of("dd", Html.Of("b", Number(good)), Html.Of("span", $" of {Number(all)} {word}")));

    private static XElement? Legend(IReadOnlyList<SwarmTopologyTask> tasks) => tasks.Count == 0 ? null : Html.Of(
        "ul.legend",
        Html.Has("aria-label", "Tasks by condition"),
        tasks.GroupBy(task => task.Condition).OrderBy(same => same.Key).Select(same => Html.Of(
            "li." + TaskSigns.Word(same.Key), Icon(same.Key), Html.Of("span", $"{Number(same.Count())} {TaskSigns.Word(same.Key)}"))));

    private static XElement Search() => new(
        "input", Html.Has("id", "find"), Html.Has("type", "search"), Html.Has("placeholder", "node, service, failed\u2026"), Html.Has("autocomplete", "off"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
