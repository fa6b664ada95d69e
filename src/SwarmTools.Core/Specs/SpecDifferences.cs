using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Compares specs field by field. What an engine leaves out because it says nothing (zero, false, empty) is no difference.</summary>
internal static class SpecDifferences
{
    private const string TaskTemplate = "TaskTemplate";
    private const string ForceUpdate = TaskTemplate + ".ForceUpdate";

    /// <summary>What is shown for a variable that is taken away from the tasks: its name stands alone.</summary>
    private const string NoValue = "(none)";

    // What names an item of a list of objects, in the order of preference: files that services read, networks and mounts, limits, ports.
    private static readonly string[][] s_keys = [["SecretName"], ["ConfigName"], ["Target"], ["Name"], ["TargetPort", "Protocol", "PublishedPort"], ["TargetPort", "Protocol"]];

    // Where zero or false says something else than nothing: what the engine keeps as a pointer (moby, api/types/swarm).
    private static readonly HashSet<string> s_explicit =
    [
        "Mode.Replicated.Replicas",
        "Mode.ReplicatedJob.MaxConcurrent",
        "Mode.ReplicatedJob.TotalCompletions",
        "TaskTemplate.ContainerSpec.Init",
        "TaskTemplate.ContainerSpec.StopGracePeriod",
        "TaskTemplate.Resources.MemorySwappiness",
        "TaskTemplate.Resources.SwapBytes",
        "TaskTemplate.RestartPolicy.Delay",
        "TaskTemplate.RestartPolicy.MaxAttempts",
        "TaskTemplate.RestartPolicy.Window",
    ];

    /// <summary>Where the specs differ, in the order of the paths.</summary>
    public static IReadOnlyList<SwarmDifference> Between(JsonObject old, JsonObject @new)
    {
        SortedDictionary<string, string> oldFields = Fields(old);
        SortedDictionary<string, string> newFields = Fields(@new);
        return [.. oldFields.Keys.Union(newFields.Keys, StringComparer.Ordinal)
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(path => new SwarmDifference { Path = path, Old = Value(oldFields, path), New = Value(newFields, path) })
            .Where(difference => difference.Old != difference.New)];
    }

    /// <summary>Whether two specs say the same.</summary>
    public static bool AreNone(JsonObject old, JsonObject @new) => Between(old, @new).Count == 0;

    /// <summary>Whether two specs are the same version: they differ in nothing but how often their tasks were replaced by force.</summary>
    public static bool AreOfForceAlone(JsonObject old, JsonObject @new) => Between(old, @new).All(difference => difference.Path == ForceUpdate);

    /// <summary>Whether two specs say the same but for how tasks are replaced, which a rollout changes for its time, and by force.</summary>
    public static bool AreOfUpdateAlone(JsonObject old, JsonObject @new) =>
        Between(old, @new).All(difference => difference.Path == ForceUpdate || IsIn(UpdateOptions.UpdateConfig, difference));

    /// <summary>Whether an engine replaces the tasks of a service for such differences, be it by force alone.</summary>
    public static bool ReplaceTasks(IReadOnlyList<SwarmDifference> differences) => differences.Any(difference => difference.Path.StartsWith(TaskTemplate + ".", StringComparison.Ordinal));

    /// <summary>The first path in which two specs make other tasks; null where tasks are the same, though perhaps replaced by force.</summary>
    public static string? OfTasks(JsonObject old, JsonObject @new) => JsonNode.DeepEquals(old[TaskTemplate], @new[TaskTemplate])
        ? null
        : Between(old, @new).FirstOrDefault(difference => IsIn(TaskTemplate, difference))?.Path;

    /// <summary>The first path in which two specs make other tasks, or replace them in another way; null where both are the same.</summary>
    public static string? OfRollout(JsonObject old, JsonObject @new) =>
        Between(old, @new).FirstOrDefault(difference => IsIn(TaskTemplate, difference) || IsIn(UpdateOptions.UpdateConfig, difference))?.Path;

    /// <summary>Whether two specs differ in how often tasks were replaced by force: for a job that is another run.</summary>
    public static bool AreForced(JsonObject old, JsonObject @new) => Between(old, @new).Any(difference => difference.Path == ForceUpdate);

    /// <summary>A spec with what somebody else changed meanwhile, in parts that have nothing to do with tasks and how they are replaced: labels, the number of replicas, ports.</summary>
    /// <param name="wish">The spec.</param>
    /// <param name="known">What the service had.</param>
    /// <param name="now">What it has.</param>
    public static JsonObject Carried(JsonObject wish, JsonObject known, JsonObject now)
    {
        JsonObject carried = (JsonObject)wish.DeepClone();
        foreach (string part in known.Select(field => field.Key).Union(now.Select(field => field.Key), StringComparer.Ordinal)
            .Where(part => part is not (TaskTemplate or UpdateOptions.UpdateConfig) && !AreNone(Only(known, part), Only(now, part))))
        {
            new SpecPath(part).Write(carried, now[part]?.DeepClone());
        }

        if (AreForced(known, now))
        {
            SpecPath force = new(ForceUpdate);
            force.Write(carried, force.Read(now)?.DeepClone());
        }

        return carried;
    }

    private static JsonObject Only(JsonObject spec, string part) => new() { [part] = spec[part]?.DeepClone() };

    private static bool IsIn(string part, SwarmDifference difference) => difference.Path != ForceUpdate && difference.Path.StartsWith(part + ".", StringComparison.Ordinal);

    private static string? Value(SortedDictionary<string, string> fields, string path) => fields.TryGetValue(path, out string? value) ? value : null;

    private static SortedDictionary<string, string> Fields(JsonObject spec)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        Add(spec, "", fields);
        return fields;
    }

    private static void Add(JsonNode? node, string path, SortedDictionary<string, string> fields)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (KeyValuePair<string, JsonNode?> property in properties)
                {
                    Add(property.Value, path.Length == 0 ? property.Key : path + "." + property.Key, fields);
                }

                // That a mode is said is all that a global service says of it.
                if (properties.Count == 0 && path.StartsWith("Mode.", StringComparison.Ordinal))
                {
                    fields[path] = "{}";
                }

                break;
            case JsonArray items:
                AddItems(items, path, fields);
                break;
            case JsonValue value when !SaysNothing(value) || s_explicit.Contains(path) || IsOfTexts(value, path):
                fields[path] = value.GetValueKind() == JsonValueKind.String ? (string)value! : Number(value, path);
                break;
            default:
                break;
        }
    }

    private static void AddItems(JsonArray items, string path, SortedDictionary<string, string> fields)
    {
        Func<JsonNode?, int, string> nameOf = NameOf(items, path);
        for (int index = 0; index < items.Count; index++)
        {
            string name = $"{path}[{nameOf(items[index], index)}]";
            if (path.EndsWith(".Env", StringComparison.Ordinal) && TextOf(items[index]) is { } variable)
            {
                int equals = variable.IndexOf('=');
                fields[name] = equals < 0 ? NoValue : variable[(equals + 1)..];
            }
            else if (items[index] is JsonObject or JsonArray)
            {
                Add(items[index], name, fields);
            }
            else
            {
                // An argument may be empty, and still is one.
                fields[name] = TextOf(items[index]) ?? items[index]?.ToJsonString() ?? "null";
            }
        }
    }

    private static Func<JsonNode?, int, string> NameOf(JsonArray items, string path)
    {
        static string ByIndex(JsonNode? item, int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (path.EndsWith(".Env", StringComparison.Ordinal))
        {
            return IsUnique(items, Variable) ? Variable : ByIndex;
        }

        foreach (string[] key in s_keys)
        {
            string Key(JsonNode? item, int index) => string.Join("/", key.Select(part => Text((item as JsonObject)?[part])));
            if (items.All(item => item is JsonObject named && named[key[0]] is not null) && IsUnique(items, Key))
            {
                return Key;
            }
        }

        return ByIndex;
    }

    private static string Variable(JsonNode? item, int index) => Text(item).Split('=')[0];

    private static bool IsUnique(JsonArray items, Func<JsonNode?, int, string> nameOf) =>
        items.Select(nameOf).Distinct(StringComparer.Ordinal).Count() == items.Count;

    private static string Text(JsonNode? node) => TextOf(node) ?? node?.ToJsonString() ?? "";

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? (string)value! : null;

    // Engines keep it as a float of 32 bits, and write 0.2 as 0.2 or 0.20000000298023224.
    private static string Number(JsonValue value, string path) =>
        path.EndsWith(".MaxFailureRatio", StringComparison.Ordinal)
            ? float.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture).ToString("G7", System.Globalization.CultureInfo.InvariantCulture)
            : value.ToJsonString();

    // A label without a value is a label all the same.
    private static bool IsOfTexts(JsonValue value, string path) => value.GetValueKind() == JsonValueKind.String
        && (path.StartsWith("Labels.", StringComparison.Ordinal) || path.Contains(".Labels.") || path.Contains(".Options.") || path.Contains(".Sysctls."));

    private static bool SaysNothing(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.False => true,
        JsonValueKind.String => ((string)value!).Length == 0,
        JsonValueKind.Number => value.ToJsonString() is "0" or "0.0",
        _ => false,
    };
}
