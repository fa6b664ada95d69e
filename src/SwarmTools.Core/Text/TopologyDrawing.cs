using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Text;

/// <summary>Draws a picture of a swarm in text: a paragraph for each node, then what is nowhere, the services, and what the signs mean.</summary>
internal sealed class TopologyDrawing
{
    private const int UsualWidth = 79;
    private const int LeastWidth = 20;
    private const int RangesOfCell = 6;
    private const int WidestName = 32;
    private const int Bold = 1;

    private readonly SwarmTopology _topology;
    private readonly int _width;
    private readonly List<string> _lines = [];

    /// <param name="topology">What is drawn.</param>
    /// <param name="width">The columns that there are; less than a few are those of a host that has no width.</param>
    public TopologyDrawing(SwarmTopology topology, int width) =>
        (_topology, _width) = (topology, width < LeastWidth ? UsualWidth : width);

    public IReadOnlyList<string> Draw()
    {
        IReadOnlyList<SwarmTopologyTask> tasks = [.. _topology.Nodes.SelectMany(node => node.Tasks), .. _topology.Unplaced];
        AddTitle(_topology.Name, "");
        AddWords($"{Nodes()}; {Count(tasks.Count, "task")}{(tasks.Count > 0 ? $": {TaskSigns.Count(tasks)}" : "")}", indent: "");
        foreach (SwarmTopologyNode node in _topology.Nodes)
        {
            _lines.Add("");
            AddTitle(node.Name, Described(node.Node) + (node.Tasks.Count == 0 ? "; no tasks" : ""));
            AddTasks(node.Tasks);
        }

        if (_topology.Unplaced.Count > 0)
        {
            _lines.Add("");
            AddTitle("No node", "");
            AddTasks(_topology.Unplaced);
        }

        AddServices();
        AddLegend(tasks);
        return _lines;
    }

    private string Nodes()
    {
        int silent = _topology.Nodes.Count(node => !node.Node.Answers);
        return Count(_topology.Nodes.Count, "node") + (silent > 0 ? string.Format(CultureInfo.InvariantCulture, ", {0} down", silent) : "");
    }

    private static string Described(SwarmNode node)
    {
        string state = $"{View.Role(node)}, {View.State(node)}";
        return node.Answers || node.StateMessage.Length == 0 ? state : $"{state}: {node.StateMessage}";
    }

    // What is as it should be flows in as many columns as fit; what is not has a line of its own, in words.
    private void AddTasks(IReadOnlyList<SwarmTopologyTask> tasks)
    {
        IEnumerable<(SwarmTaskCondition Condition, string Text)> cells = tasks
            .Where(task => task.Problem.Length == 0)
            .GroupBy(task => (task.Task.ServiceName, task.Condition, View.Ports(task.Task.Ports), task.Task.Slot > 0))
            .SelectMany(same => Cells([.. same]).Select(text => (same.Key.Condition, text)));
        AddFlow(cells);
        foreach (IGrouping<(string, SwarmTaskCondition Condition, string Problem), SwarmTopologyTask> same in tasks
            .Where(task => task.Problem.Length > 0)
            .GroupBy(task => (task.Task.ServiceName, task.Condition, task.Problem)))
        {
            AddWords($"{string.Join(", ", Cells([.. same]))}: {same.Key.Problem}", indent: "  ", same.Key.Condition);
        }
    }

    private IEnumerable<string> Cells(IReadOnlyList<SwarmTopologyTask> same)
    {
        SwarmTopologyTask first = same[0];
        string sign = Sign(first.Condition);
        string ports = first.Task.Ports.Count > 0 ? $" {View.Ports(first.Task.Ports)}" : "";
        string tail = (TaskSigns.IsWell(first.Condition) ? "" : " " + TaskSigns.Word(first.Condition)) + ports;
        if (first.Task.Slot == 0)
        {
            string several = same.Count > 1 ? string.Format(CultureInfo.InvariantCulture, " ({0})", same.Count) : "";
            return [$"{sign} {ServiceOf(first)}{several}{tail}"];
        }

        IReadOnlyList<string> ranges = SlotRanges.Of(same.Select(task => task.Task.Slot));
        return Enumerable.Range(0, (ranges.Count + RangesOfCell - 1) / RangesOfCell)
            .Select(part => $"{sign} {ServiceOf(first)}.{string.Join(",", ranges.Skip(part * RangesOfCell).Take(RangesOfCell))}{tail}");
    }

    private void AddFlow(IEnumerable<(SwarmTaskCondition Condition, string Text)> cells)
    {
        string line = "";
        int length = 0;
        foreach ((SwarmTaskCondition condition, string whole) in cells)
        {
            string text = Cut(whole, _width - 2);
            if (length > 0 && length + 2 + text.Length > _width)
            {
                _lines.Add(line);
                (line, length) = ("", 0);
            }

            line += "  " + Paint(text, TaskSigns.Color(condition));
            length += 2 + text.Length;
        }

        if (length > 0)
        {
            _lines.Add(line);
        }
    }

    private void AddServices()
    {
        if (_topology.Services.Count == 0)
        {
            return;
        }

        _lines.Add("");
        AddTitle("Services", "");
        int names = Math.Min(WidestName, _topology.Services.Max(service => service.Name.Length));
        int counts = _topology.Services.Max(service => View.Replicas(service).Length);
        foreach (SwarmService service in _topology.Services)
        {
            string line = $"  {ConsoleText.Neutralise(service.Name).PadRight(names)}  {View.Replicas(service).PadLeft(counts)}  {View.Ports(service.Ports)}";
            _lines.Add(Cut(line.TrimEnd(), _width));
        }
    }

    private void AddLegend(IReadOnlyList<SwarmTopologyTask> tasks)
    {
        if (tasks.Count > 0)
        {
            _lines.Add("");
            AddFlow(tasks.Select(task => task.Condition).Distinct().OrderBy(condition => condition).Select(condition => (condition, $"{Sign(condition)} {TaskSigns.Word(condition)}")));
        }
    }

    private void AddTitle(string name, string said)
    {
        string shown = Cut(ConsoleText.Neutralise(name), _width);
        IReadOnlyList<string> rest = WordWrap.Lines(View.Safe(said), Math.Max(LeastWidth / 2, _width - shown.Length - 2), cuts: true);
        bool isBeside = rest.Count > 0 && shown.Length + 2 + rest[0].Length <= _width;
        _lines.Add(Paint(shown, Bold) + (isBeside ? "  " + rest[0] : ""));
        _lines.AddRange(rest.Skip(isBeside ? 1 : 0).Select(line => "  " + line));
    }

    private void AddWords(string text, string indent, SwarmTaskCondition? condition = null)
    {
        IReadOnlyList<string> lines = WordWrap.Lines(ConsoleText.Neutralise(text), _width - indent.Length - 2, cuts: true);
        for (int i = 0; i < lines.Count; i++)
        {
            _lines.Add(i > 0 ? indent + "  " + lines[i] : indent + (condition is { } known ? Paint(lines[i], TaskSigns.Color(known)) : lines[i]));
        }
    }

    private string Paint(string text, int number) => _topology.Style.Color ? string.Format(CultureInfo.InvariantCulture, "\x1b[{0}m{1}\x1b[0m", number, text) : text;

    private string Sign(SwarmTaskCondition condition) => TaskSigns.Of(condition, _topology.Style.Unicode);

    private string Cut(string text, int width)
    {
        string end = _topology.Style.Unicode ? "\u2026" : "...";
        return text.Length <= width ? text : text[..(width - end.Length)].TrimEnd() + end;
    }

    private static string ServiceOf(SwarmTopologyTask task) => task.Task.ServiceName.Length > 0 ? ConsoleText.Neutralise(task.Task.ServiceName) : "(removed service)";

    private static string Count(int count, string noun) => string.Format(CultureInfo.InvariantCulture, "{0} {1}{2}", count, noun, count == 1 ? "" : "s");
}
