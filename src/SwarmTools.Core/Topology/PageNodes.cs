using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using SwarmTools.Text;

namespace SwarmTools.Topology;

/// <summary>The nodes with their tasks, and the tasks without a node.</summary>
internal static class PageNodes
{
    public static XElement Section(SwarmTopology topology) => Html.Of(
        "section",
        Html.Has("aria-labelledby", "nodes"),
        Html.Of("h2", Html.Has("id", "nodes"), "Nodes"),
        topology.Nodes.Count == 0 ? Html.Of("p.none", "None.") : Html.Of("ul.nodes", topology.Nodes.Select((node, number) => Node(node, "node-" + number.ToString(CultureInfo.InvariantCulture)))));

    /// <summary>The tasks that are on no node; null for none.</summary>
    public static XElement? Unplaced(SwarmTopology topology) => topology.Unplaced.Count == 0 ? null : Html.Of(
        "section",
        Html.Has("aria-labelledby", "unplaced"),
        Html.Of("h2", Html.Has("id", "unplaced"), "Without a node"),
        Html.Of("ul.nodes", Html.Of("li.node", Groups(topology.Unplaced))));

    private static XElement Node(SwarmTopologyNode node, string id) => Html.Of(
        node.Node.Answers ? "li.node" : "li.node.silent",
        Html.Of(
            "article",
            Html.Has("aria-labelledby", id),
            Html.Of("h3", Html.Has("id", id), node.Name),
            Html.Of(
                "ul.facts",
                Html.Has("aria-label", "The node"),
                Html.Of(node.Node.IsLeader ? "li.lead" : "li", View.Role(node.Node)),
                Fact(node.Node.State.ToString(), node.Node.State == SwarmNodeState.Ready),
                Fact(node.Node.Availability.ToString(), node.Node.Availability == SwarmNodeAvailability.Active),
                node.Node.Reachability == SwarmReachability.Unreachable ? Fact("Not reachable for managers", isUsual: false) : null),
            node.Node.StateMessage.Length > 0 && !node.Node.Answers ? Html.Of("p.why", node.Node.StateMessage) : null,
            Html.Of("p.machine", Machine(node.Node).Select(part => Html.Of("span", part))),
            Labels(node.Node.Labels),
            node.Tasks.Count == 0 ? Html.Of("p.none", "No tasks.") : Groups(node.Tasks)));

    private static XElement Fact(string word, bool isUsual) => Html.Of(isUsual ? "li" : "li.unusual", word);

    private static IEnumerable<string> Machine(SwarmNode node) => new[]
    {
        node.EngineVersion.Length > 0 ? "Engine " + node.EngineVersion : "",
        node.Cpus > 0 ? string.Format(CultureInfo.InvariantCulture, "{0:0.##} CPU{1}", node.Cpus, node.Cpus == 1 ? "" : "s") : "",
        node.MemoryBytes > 0 ? SwarmText.Size(node.MemoryBytes) : "",
        node.Address,
    }.Where(part => part.Length > 0);

    /// <summary>Labels; null for none.</summary>
    public static XElement? Labels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        XElement[] items = [.. labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => Html.Of("li", label.Value.Length > 0 ? $"{label.Key}={label.Value}" : label.Key))];
        return items.Length == 0 ? null : Html.Of("ul.labels", Html.Has("aria-label", "Labels"), items);
    }

    private static XElement Groups(IReadOnlyList<SwarmTopologyTask> tasks) => Html.Of("ul.groups", tasks
        .GroupBy(task => task.Task.ServiceId, StringComparer.Ordinal)
        .Select(group => Html.Of(
            "li",
            Html.Of("span.service", ServiceOf(group.First())),
            Html.Of("ul.tasks", group.Select(Task)),
            Problems([.. group]))));

    // The whole name is there to be read aloud, found and copied; what is seen is the number below the name of the service.
    private static XElement Task(SwarmTopologyTask task)
    {
        string word = TaskSigns.Word(task.Condition);
        string ports = View.Ports(task.Task.Ports);
        bool hasNumber = task.Task.Slot > 0;
        bool isShort = hasNumber && TaskSigns.IsWell(task.Condition);
        return Html.Of(
            "li.task." + word,
            Html.Has("data-task", task.Task.Id),
            PageSummary.Icon(task.Condition),
            Html.Unseen(hasNumber ? ServiceOf(task) + "." : View.Task(task.Task) + " "),
            hasNumber ? Html.Of("span.slot", task.Task.Slot.ToString(CultureInfo.InvariantCulture)) : null,
            isShort ? Html.Unseen(" " + word) : Html.Of("span", hasNumber ? " " + word : word),
            ports.Length > 0 ? Html.Of("span.port", " " + ports) : null);
    }

    private static object? Problems(IReadOnlyList<SwarmTopologyTask> tasks) => tasks
        .Where(task => task.Problem.Length > 0)
        .GroupBy(task => task.Problem, StringComparer.Ordinal)
        .Select(same => Html.Of("p.why", string.Join(", ", SlotRanges.Of(same.Where(task => task.Task.Slot > 0).Select(task => task.Task.Slot))) is { Length: > 0 } slots ? $"{slots}: {same.Key}" : same.Key));

    private static string ServiceOf(SwarmTopologyTask task) => task.Task.ServiceName.Length > 0 ? task.Task.ServiceName : "(removed service)";
}
