using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Services;

/// <summary>How a change of a service ended.</summary>
/// <param name="IsChanged">Whether anything was written; false when all was as wished before.</param>
/// <param name="Warnings">What the engine has to say, although it did as asked.</param>
internal sealed record ServiceUpdate(bool IsChanged, IReadOnlyList<string> Warnings)
{
    /// <summary>The spec before; null where nothing was written, or the engine went back by itself.</summary>
    public JsonObject? Replaced { get; init; }

    /// <summary>What was changed.</summary>
    public IReadOnlyList<SpecEdit> Edits { get; init; } = [];

    /// <summary>Where a service has no longer what was changed, because somebody else changed it again; null where it has.</summary>
    public string? UndoneIn(SwarmService now)
    {
        if (Replaced is null || !IsOvertaken(now, Replaced))
        {
            return null;
        }

        JsonObject spec = ServiceSpec.Of(now).Json;
        return SpecDifferences.OfTasks(spec, SpecEdit.Applied(Edits, spec));
    }

    /// <summary>Whether somebody else changed a service after a change. It shows in what the engine kept as the spec before.</summary>
    /// <param name="now">The service after both.</param>
    /// <param name="replaced">The spec before the first change.</param>
    public static bool IsOvertaken(SwarmService now, JsonObject replaced)
    {
        ServiceSpec spec = ServiceSpec.Of(now);
        bool isBack = now.UpdateState.IsRollback() && SpecDifferences.AreNone(spec.Json, replaced);
        return !isBack && spec.Previous is not null && !SpecDifferences.AreNone(spec.Previous, replaced);
    }
}
