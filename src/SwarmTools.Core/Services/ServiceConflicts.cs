using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Services;

/// <summary>Tells changes of somebody else that an edit goes together with from those that it does not.</summary>
internal static class ServiceConflicts
{
    /// <summary>What is said where somebody else changed a service between two steps of a rollout.</summary>
    public static SwarmException ChangedMeanwhile(string service, string what) => new(
        ErrorId.Conflict,
        $"The service '{service}' was changed by somebody else during the rollout ({what}), and is left as it is. Look at it with Compare-SwarmService; Resume-SwarmServiceUpdate goes on with it, Undo-SwarmServiceUpdate goes back to what it was before the rollout.");

    /// <summary>Refuses a service that somebody else changed since it was looked at.</summary>
    /// <exception cref="SwarmException"><c>Conflict</c>.</exception>
    public static void RequireKnown(ServiceSpec read, JsonObject known)
    {
        if (SpecDifferences.Between(known, read.Json) is [{ } difference, ..])
        {
            throw new SwarmException(
                ErrorId.Conflict,
                $"The service '{read.Name}' was changed by somebody else in this moment ({difference.Path}). Nothing was changed; look at it with Get-SwarmService and Get-SwarmServiceHistory, then run the command again.");
        }
    }

    public static void RequireOurs(ServiceSpec read, JsonObject known)
    {
        if (SpecDifferences.OfRollout(known, read.Json) is { } path)
        {
            throw ChangedMeanwhile(read.Name, path);
        }
    }

    // Compared with what was read first: a field that somebody changed to what is asked for, or to what the edit leaves as it is, is no conflict.
    public static void RequireNoConflict(IReadOnlyList<SpecEdit> edits, JsonObject first, ServiceSpec now)
    {
        if (ReferenceEquals(first, now.Json))
        {
            return;
        }

        JsonObject wish = SpecEdit.Applied(edits, first);
        SpecEdit? taken = edits.FirstOrDefault(edit => edit.Sets is { } read
            && !JsonNode.DeepEquals(now.Json, SpecEdit.Applied([edit], now.Json))
            && !JsonNode.DeepEquals(read(now.Json), read(first))
            && !JsonNode.DeepEquals(read(now.Json), read(wish)));
        if (taken is not null)
        {
            throw new SwarmException(
                ErrorId.Conflict,
                $"The service '{now.Name}' was changed by somebody else meanwhile, and what {taken.Parameter} sets is something else now. Nothing was changed; look at it with Get-SwarmService, then run the command again.");
        }
    }
}
