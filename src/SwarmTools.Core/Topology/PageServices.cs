using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using SwarmTools.Text;

namespace SwarmTools.Topology;

/// <summary>The services: tasks by state, ports, health. A table that becomes a list where there is no room, and stays a table for who hears it.</summary>
internal static class PageServices
{
    private const string StackLabels = "com.docker.stack.";

    private static readonly string[] s_columns = ["Service", "Tasks", "Health", "Ports", "Image"];

    public static XElement Section(SwarmTopology topology)
    {
        ILookup<string, SwarmTopologyTask> tasks = topology.Nodes.SelectMany(node => node.Tasks).Concat(topology.Unplaced).ToLookup(task => task.Task.ServiceId, StringComparer.Ordinal);
        return Html.Of(
            "section",
            Html.Has("aria-labelledby", "services"),
            Html.Of("h2", Html.Has("id", "services"), "Services"),
            topology.Services.Count == 0 ? Html.Of("p.none", "None.") : Html.Of(
                "table",
                Html.Has("role", "table"),
                Html.Has("aria-labelledby", "services"),
                Html.Of("thead", Html.Has("role", "rowgroup"), Html.Of(
                    "tr", Html.Has("role", "row"), s_columns.Select(column => Html.Of("th", Html.Has("role", "columnheader"), Html.Has("scope", "col"), column)))),
                Html.Of("tbody", Html.Has("role", "rowgroup"), topology.Services.Select(service => Row(service, [.. tasks[service.Id]], topology.CheckedServices.Contains(service.Id))))));
    }

    private static XElement Row(SwarmService service, IReadOnlyList<SwarmTopologyTask> tasks, bool isChecked) => Html.Of(
        PageSummary.IsAtTarget(service) ? "tr" : "tr.short",
        Html.Has("role", "row"),
        Html.Of(
            "th",
            Html.Has("role", "rowheader"),
            Html.Has("scope", "row"),
            Html.Of("span.service", service.Name),
            Html.Of("span.mode", $"{EnumText.Write(service.Mode, ' ')}{(service.StackName.Length > 0 ? $", stack {service.StackName}" : "")}"),
            PageNodes.Labels(service.Labels.Where(label => !label.Key.StartsWith(StackLabels, StringComparison.Ordinal)))),
        Cell(1, Html.Of("b", View.Replicas(service)), Html.Of("ul.legend", tasks.GroupBy(task => task.Condition).OrderBy(same => same.Key).Select(same => Html.Of(
            "li." + TaskSigns.Word(same.Key), PageSummary.Icon(same.Key), Html.Of("span", string.Format(CultureInfo.InvariantCulture, "{0} {1}", same.Count(), TaskSigns.Word(same.Key))))))),
        Cell(2, Health(service, tasks, isChecked)),
        Cell(3, service.Ports.Count == 0 ? Html.Of("span.none", "none") : Html.Of("ul.plain", service.Ports.Select(port => Html.Of("li", $"{port} {EnumText.Write(port.PublishMode, ' ')}")))),
        Cell(4, Html.Of("code", service.Image)));

    private static object Health(SwarmService service, IReadOnlyList<SwarmTopologyTask> tasks, bool isChecked)
    {
        string check = isChecked
            ? string.Format(CultureInfo.InvariantCulture, "{0} of {1} passed their check", tasks.Count(task => task.Condition == SwarmTaskCondition.Healthy), tasks.Count)
            : "no check in its spec";
        return new[]
        {
            Html.Of(isChecked ? "span" : "span.none", check),
            service.UpdateState is SwarmUpdateState.None or SwarmUpdateState.Unknown or SwarmUpdateState.Completed ? null : Html.Of("span.mode", "update: " + EnumText.Write(service.UpdateState, ' ')),
        };
    }

    private static XElement Cell(int column, params object?[] content) => Html.Of("td", [Html.Has("role", "cell"), Html.Has("data-column", s_columns[column]), .. content]);
}
