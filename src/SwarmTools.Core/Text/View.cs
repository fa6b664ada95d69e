using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Text;

/// <summary>What the table views show where a property alone will not do.</summary>
public static class View
{
    private const int LongestText = 200;
    private const int ShortIdLength = 12;
    private const string New = ".new";

    /// <summary>How long ago something was.</summary>
    public static string Age(DateTimeOffset time) => SwarmText.Age(time, SwarmTools.Time.SystemClock.Instance.UtcNow);

    /// <summary>The name of a volume; of one without a name of its own the beginning of what the engine calls it.</summary>
    public static string VolumeName(string name, int width, int percent) => Middle(VolumeName(name), width, percent);

    /// <inheritdoc cref="VolumeName(string, int, int)"/>
    public static string VolumeName(string name) => name.Length == 64 && name.All(char.IsLetterOrDigit) ? ShortId(name) : name;

    /// <summary>A day: <c>2027-02-24</c>.</summary>
    public static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Day(DateTimeOffset)"/>
    public static string Day(DateTimeOffset? time) => time is { } known ? Day(known) : "";

    /// <summary>Running and wanted tasks: <c>3/3</c>; for jobs, the completed ones. An update that is held is told.</summary>
    public static string Replicas(SwarmService service)
    {
        bool isJob = service.Mode is SwarmServiceMode.ReplicatedJob or SwarmServiceMode.GlobalJob;
        return isJob
            ? string.Format(CultureInfo.InvariantCulture, "{0}/{1} done", service.CompletedTasks, service.Replicas ?? service.DesiredTasks)
            : string.Format(CultureInfo.InvariantCulture, "{0}/{1}{2}", service.RunningTasks, service.DesiredTasks, service.IsUpdateHeld ? " held" : "");
    }

    /// <summary>Running and wanted tasks of a rollout.</summary>
    public static string Tasks(SwarmRolloutResult result) => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", result.Running, result.Desired);

    /// <summary>Running and wanted tasks of a stack.</summary>
    public static string Tasks(SwarmStack stack) => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", stack.RunningTasks, stack.DesiredTasks);

    /// <summary>Taken addresses and all: <c>12/256</c>.</summary>
    public static string Used(SwarmNetworkUsage usage) => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", usage.Used, usage.Size);

    /// <summary>How many there are.</summary>
    public static int Count(IReadOnlyList<string> names) => names.Count;

    /// <summary>The number of a revision; that which the service has now is marked.</summary>
    public static string Number(SwarmRevision revision) => revision.Revision.ToString(CultureInfo.InvariantCulture) + (revision.IsCurrent ? "*" : " ");

    /// <summary>The number of a revision; that which the stack has now is marked.</summary>
    public static string Number(SwarmStackRevision revision) => revision.Revision.ToString(CultureInfo.InvariantCulture) + (revision.IsCurrent ? "*" : " ");

    /// <summary>Completed and wanted tasks of a job.</summary>
    public static string Completed(SwarmJobResult job) => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", job.Completed, job.Desired);

    /// <summary>The role of a node, with the leader marked.</summary>
    public static string Role(SwarmNode node) => node.IsLeader ? "Leader" : node.Role.ToString();

    /// <summary>Ports in docker's short form.</summary>
    public static string Ports(IReadOnlyList<SwarmPort> ports) => string.Join(", ", ports.Select(port => port.ToString()));

    /// <summary>A size with its unit.</summary>
    public static string Size(long bytes) => SwarmText.Size(bytes);

    /// <summary>A duration in its two largest units.</summary>
    public static string Duration(TimeSpan duration) => SwarmText.Duration(duration);

    /// <inheritdoc cref="Duration(TimeSpan)"/>
    public static string Duration(TimeSpan? duration) => duration is { } known ? Duration(known) : "";

    /// <summary>The beginning of an id that docker shows.</summary>
    public static string ShortId(string id) => id.Length <= ShortIdLength ? id : id[..ShortIdLength];

    /// <summary>When a line was written, in local time to the millisecond.</summary>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>When something happened, in local time to the second.</summary>
    public static string Moment(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Who wrote a line.</summary>
    public static string Writer(SwarmLogEntry entry) => entry.TaskName.Length == 0
        ? ShortId(entry.TaskId)
        : entry.Slot > 0 || entry.NodeName.Length == 0 ? entry.TaskName : $"{entry.ServiceName}.{entry.NodeName}";

    /// <summary>The name of a task; those of global services by the name of their node instead of its id.</summary>
    public static string Task(SwarmTask task) =>
        task.Slot > 0 || task.NodeName.Length == 0 || task.ServiceName.Length == 0 ? task.Name : $"{task.ServiceName}.{task.NodeName}";

    /// <inheritdoc cref="Task(SwarmTask)"/>
    public static string Task(SwarmTask task, int width, int percent) => Middle(Task(task), width, percent);

    /// <summary>The beginning and the end of a text, for a column that may have so many percent of a console.</summary>
    public static string Middle(string text, int width, int percent) => CellText.Middle(Safe(text), CellText.Room(width, percent));

    /// <summary>The end of a text that tells more than its beginning, as those of images, paths and addresses do.</summary>
    public static string End(string text, int width, int percent) => CellText.End(Safe(text), CellText.Room(width, percent));

    /// <summary>Several texts in one cell, for a column that may have so many percent of a console.</summary>
    public static string List(IReadOnlyList<string> texts, int width, int percent) => Middle(List(texts), width, percent);

    /// <summary>The names of the services of a stack, for a column that may have so many percent of a console.</summary>
    public static string Services(SwarmStackProject project, int width, int percent) => Middle(Services(project), width, percent);

    /// <summary>The names of what a stack file describes, for a column that may have so many percent of a console.</summary>
    public static string Names(IReadOnlyList<SwarmStackResource> resources, int width, int percent) => Middle(Names(resources), width, percent);

    /// <summary>What a backup holds, for a column that may have so many percent of a console.</summary>
    public static string Contents(SwarmBackup backup, int width, int percent) => Middle(Contents(backup), width, percent);

    /// <summary>What was done to restore a swarm, for a column that may have so many percent of a console.</summary>
    public static string Changes(SwarmRestoreResult result, int width, int percent) => Middle(Changes(result), width, percent);

    /// <summary>A name in lines, for a column that is so wide: broken behind a separator rather than in a word.</summary>
    public static string Name(string name, int width) => width <= 0 ? Safe(name) : string.Join("\n", WordWrap.Names(Safe(name), width));

    /// <summary>The file and the line of a finding, in lines for a column that is so wide.</summary>
    public static string Place(SwarmStackFinding finding, int width) => Name(string.Format(CultureInfo.InvariantCulture, "{0}:{1}:{2}", finding.File, finding.Line, finding.Column), width);

    /// <summary>What a finding is about, and says.</summary>
    public static string Said(SwarmStackFinding finding, int width) => InLines(Line(finding.Path.Length > 0 ? $"{finding.Path}: {finding.Message}" : finding.Message), width);

    /// <summary>The names of the services of a stack.</summary>
    public static string Services(SwarmStackProject project) => string.Join(", ", project.Services.Select(service => service.Name));

    /// <summary>Several texts in one cell.</summary>
    public static string List(IReadOnlyList<string> texts) => string.Join(", ", texts);

    /// <summary>What was done with a stack, in numbers: <c>2 create, 1 update</c>.</summary>
    public static string Changes(SwarmStackResult result) => Changes(result.Changes);

    /// <summary>What was done to restore a swarm, in numbers: <c>12 create, 1 update</c>.</summary>
    public static string Changes(SwarmRestoreResult result) =>
        Changes(result.Changes.Where(change => change.Outcome != SwarmStackChangeOutcome.Skipped)) + (result.SkippedCount > 0 ? string.Format(CultureInfo.InvariantCulture, ", {0} skipped", result.SkippedCount) : "");

    /// <summary>What a backup holds, in numbers: <c>5 services, 1 config</c>.</summary>
    public static string Contents(SwarmBackup backup) => string.Join(", ", new[]
    {
        (backup.Services.Count, "service"), (backup.Networks.Count, "network"), (backup.Secrets.Count, "secret"), (backup.Configs.Count, "config"), (backup.RevisionCount, "revision"), (backup.Nodes.Count, "node"),
    }.Where(kind => kind.Item1 > 0).Select(kind => string.Format(CultureInfo.InvariantCulture, "{0} {1}{2}", kind.Item1, kind.Item2, kind.Item1 == 1 ? "" : "s")));

    /// <summary>The names of what a stack file describes.</summary>
    public static string Names(IReadOnlyList<SwarmStackResource> resources) => string.Join(", ", resources);

    /// <summary>What is placed, and what the engine says of it; for a heading that may be so wide.</summary>
    public static string Placement(SwarmPlacementVerdict verdict, int width)
    {
        string what = verdict.TaskName.Length > 0 && !verdict.Mode.IsOnEachNode() ? verdict.TaskName : verdict.ServiceName;
        string said = verdict.Mode.IsOnEachNode() ? $"{what}: one task on each node"
            : verdict.Explanation.Length == 0 ? $"{what}: {(verdict.EngineMessage.Length == 0 ? "fits" : $"fits, but the engine says: {Safe(verdict.EngineMessage)}")}"
            : $"{what}: {verdict.Explanation}{(verdict.AgreesWithEngine == true ? ", as the engine says" : verdict.EngineMessage.Length > 0 ? $" The engine says: {Safe(verdict.EngineMessage)}" : "")}";
        return InLines(said, width);
    }

    /// <summary>How many tasks were moved.</summary>
    public static int Moves(SwarmPlacementResult result) => result.Moves.Count;

    /// <summary>How uneven the tasks of a service were, and are: <c>3 -> 1</c>.</summary>
    public static string Skew(SwarmPlacementResult result) => result.SkewBefore == result.SkewAfter
        ? result.SkewAfter.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0} -> {1}", result.SkewBefore, result.SkewAfter);

    /// <summary>Why a node takes a task or not, and what became of the last one there; for a column that is so wide.</summary>
    public static string Why(SwarmPlacementVerdict verdict, int width) => Words(string.Join("; ", new[]
    {
        verdict.Detail,
        verdict.Mode.IsOnEachNode() && verdict.AgreesWithEngine == false ? $"the engine says: {verdict.EngineMessage}" : "",
        verdict.LastError.Length > 0 ? $"the last task there: {verdict.LastError}" : "",
    }.Where(part => part.Length > 0)), width);

    /// <summary>What an event changed: <c>replicas: 1 -> 3</c>; for a column that is so wide.</summary>
    public static string Changes(IReadOnlyDictionary<string, string> attributes, int width) => InLines(Safe(string.Join(", ", attributes
        .Where(pair => pair.Key.EndsWith(New, StringComparison.Ordinal))
        .Select(pair => (Field: pair.Key[..^New.Length], Value: pair.Value))
        .OrderBy(change => change.Field, StringComparer.Ordinal)
        .Select(change => attributes.TryGetValue(change.Field + ".old", out string? old) && old.Length > 0 ? $"{change.Field}: {old} -> {change.Value}" : $"{change.Field}: {change.Value}"))), width);

    /// <summary>A text that containers wrote or caused, made safe for the console and cut to a sensible length.</summary>
    public static string Safe(string text)
    {
        string safe = ConsoleText.Neutralise(text);
        if (safe.Length <= LongestText)
        {
            return safe;
        }

        int end = char.IsHighSurrogate(safe[LongestText - 1]) ? LongestText - 1 : LongestText;
        return safe[..end] + "...";
    }

    /// <summary>A text in lines of whole words, for a column that is so wide; PowerShell itself breaks in the middle of words.</summary>
    public static string Words(string text, int width) => InLines(Safe(text), width);

    /// <summary>The lines of the picture of a swarm, for a console that is so wide.</summary>
    public static IReadOnlyList<string> Topology(SwarmTopology topology, int width) => new TopologyDrawing(topology, width).Draw();

    /// <summary>Whether a node answers, and whether it takes tasks.</summary>
    public static string State(SwarmNode node) => $"{node.State}, {node.Availability}";

    /// <summary>The tasks of a node in numbers: <c>3 healthy, 1 failed</c>.</summary>
    public static string Tasks(SwarmTopologyNode node) => TaskSigns.Count(node.Tasks);

    /// <summary>A line of a log, made safe for the console and not cut.</summary>
    public static string Line(string text) => ConsoleText.Neutralise(text);

    private static string InLines(string safe, int width) => width <= 0 ? safe : string.Join("\n", WordWrap.Lines(safe, width));

    private static string Changes(IEnumerable<SwarmStackChange> changes) => string.Join(", ", changes
        .GroupBy(change => change.Action)
        .OrderBy(action => action.Key)
        .Select(action => string.Format(CultureInfo.InvariantCulture, "{0} {1}", action.Count(), EnumText.Write(action.Key, '-'))));
}
