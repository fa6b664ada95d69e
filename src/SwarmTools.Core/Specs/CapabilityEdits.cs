using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Gives and takes capabilities. What is in one of the two lists of a spec is not in the other (docker/cli opts/capabilities.go).</summary>
internal static class CapabilityEdits
{
    private const string All = "ALL";

    private static readonly SpecPath s_added = new("TaskTemplate.ContainerSpec.CapabilityAdd");
    private static readonly SpecPath s_dropped = new("TaskTemplate.ContainerSpec.CapabilityDrop");

    /// <summary>Adds to one list what it takes out of the other.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for one in both.</exception>
    public static IEnumerable<SpecEdit> Change(IReadOnlyList<string> added, IReadOnlyList<string> dropped)
    {
        if (added.Intersect(dropped).FirstOrDefault() is { } both)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The capability '{both}' is in -AddCapability and in -DropCapability. Leave it out of one.");
        }

        if (added.Count > 0)
        {
            yield return new("-AddCapability", spec => Move(spec, added, s_added, s_dropped)) { Sets = spec => Places(spec, added) };
        }

        if (dropped.Count > 0)
        {
            yield return new("-DropCapability", spec => Move(spec, dropped, s_dropped, s_added)) { Sets = spec => Places(spec, dropped) };
        }
    }

    /// <summary>Takes capabilities out of both lists, so that the engine's default applies to them again.</summary>
    public static SpecEdit Reset(string parameter, IReadOnlyList<string> names) => new(parameter, spec =>
    {
        Write(spec, s_added, Read(spec, s_added).Except(names));
        Write(spec, s_dropped, Read(spec, s_dropped).Except(names));
    })
    {
        Sets = spec => Places(spec, names),
    };

    // Which of the two lists holds each capability: what an edit of them sets.
    private static JsonNode Places(JsonObject spec, IReadOnlyList<string> names)
    {
        HashSet<string> added = [.. Read(spec, s_added)];
        HashSet<string> dropped = [.. Read(spec, s_dropped)];
        return new JsonArray([.. names.Select(name => (JsonNode)(added.Contains(name) ? "added" : dropped.Contains(name) ? "dropped" : "neither"))]);
    }

    private static void Move(JsonObject spec, IReadOnlyList<string> names, SpecPath to, SpecPath from)
    {
        Write(spec, from, Read(spec, from).Except(names));
        IReadOnlyList<string> all = [.. Read(spec, to).Union(names)];
        Write(spec, to, all.Contains(All) ? [All] : all.OrderBy(name => name, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Read(JsonObject spec, SpecPath path) => (path.Read(spec) as JsonArray ?? []).Select(name => (string?)name ?? "");

    // A list that is as before is not touched: the engine tells null from an empty one.
    private static void Write(JsonObject spec, SpecPath path, IEnumerable<string> names)
    {
        List<string> wanted = [.. names];
        if (!wanted.SequenceEqual(Read(spec, path)))
        {
            path.Write(spec, wanted.Count == 0 ? null : new JsonArray([.. wanted.Select(name => (JsonNode)name)]));
        }
    }
}
