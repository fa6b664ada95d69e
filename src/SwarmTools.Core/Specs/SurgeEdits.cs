using System.Globalization;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Gives a service some tasks more for a while, and takes as many away. A label remembers how many it is to have, so that what was stopped in between can be finished.</summary>
internal static class SurgeEdits
{
    /// <summary>The label: how many replicas the service is to have, and how many more it has for now, such as <c>6+2</c>.</summary>
    public const string Label = "swarmtools.placement.surge";

    private static readonly SpecPath s_replicas = new("Mode.Replicated.Replicas");
    private static readonly SpecPath s_labels = new("Labels");

    /// <summary>How many tasks more than it is to have a service has for now; 0 where none, or where somebody else has changed the number since.</summary>
    public static long ExtraOf(JsonObject spec) => Read(spec) is { } surge && ReplicasOf(spec) == surge.Wanted + surge.Extra ? surge.Extra : 0;

    /// <summary>How many tasks a service is to have.</summary>
    public static long WantedOf(JsonObject spec) => ReplicasOf(spec) - ExtraOf(spec);

    /// <summary>Whether something is left to be finished.</summary>
    public static bool IsMarked(JsonObject spec) => (s_labels.Read(spec) as JsonObject)?.ContainsKey(Label) == true;

    /// <summary>Adds tasks for a while.</summary>
    public static SpecEdit Begin(string parameter, long extra) => new(parameter, spec =>
    {
        long wanted = WantedOf(spec);
        s_replicas.Write(spec, wanted + extra);
        Mark(parameter, wanted, extra).Apply(spec);
    });

    /// <summary>Takes the tasks away that were added; where somebody else has set the number since, theirs stays.</summary>
    /// <remarks>
    /// The mark stays and says that nothing is too many: it goes in a change of its own, so that the engine's way back leads to the right number,
    /// and a number that somebody sets in between, or after that way back, is never taken for tasks that were added.
    /// </remarks>
    public static SpecEdit End(string parameter) => new(parameter, spec =>
    {
        long wanted = WantedOf(spec);
        s_replicas.Write(spec, wanted);
        if (IsMarked(spec))
        {
            Mark(parameter, wanted, extra: 0).Apply(spec);
        }
    });

    /// <summary>Takes the mark away.</summary>
    public static SpecEdit Unmark(string parameter) => ServiceOptions.Labels.Remove(parameter, Label);

    /// <summary>What anybody who sets the number of tasks does with the mark.</summary>
    public static void Forget(JsonObject spec) => (s_labels.Read(spec) as JsonObject)?.Remove(Label);

    private static SpecEdit Mark(string parameter, long wanted, long extra) =>
        ServiceOptions.Labels.Put(parameter, Label, string.Format(CultureInfo.InvariantCulture, "{0}+{1}", wanted, extra));

    private static long ReplicasOf(JsonObject spec) => (long?)s_replicas.Read(spec) ?? 1;

    private static (long Wanted, long Extra)? Read(JsonObject spec)
    {
        string[] parts = ((string?)(s_labels.Read(spec) as JsonObject)?[Label] ?? "").Split('+');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long wanted)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long extra)
            ? (wanted, extra)
            : null;
    }
}
