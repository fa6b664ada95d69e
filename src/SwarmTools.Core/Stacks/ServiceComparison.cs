using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Decides what is to be done with a service that is there: nothing, a change in place, or another one where no engine can change it so. Pure.</summary>
internal static class ServiceComparison
{
    /// <param name="name">The service.</param>
    /// <param name="old">The spec that it has.</param>
    /// <param name="spec">The spec that it is to have.</param>
    /// <param name="comparable">Brings both into one form.</param>
    public static SwarmStackChange Of(string name, JsonObject old, JsonObject spec, ComparableSpec comparable)
    {
        IReadOnlyList<SwarmDifference> differences = SpecDifferences.Between(comparable.Of(old), comparable.Of(spec));
        foreach (SwarmDifference difference in differences)
        {
            difference.ServiceName = name;
        }

        bool isOtherMode = WishedSpec.ModeOf(old) != WishedSpec.ModeOf(spec);
        return new()
        {
            Type = SwarmStackObjectType.Service,
            Name = name,
            Action = differences.Count == 0 ? SwarmStackAction.Keep : isOtherMode ? SwarmStackAction.Replace : SwarmStackAction.Update,
            Reason = isOtherMode ? $"{WishedSpec.ModeOf(old)} cannot become {WishedSpec.ModeOf(spec)}" : ChangeReason.Of(differences),
            Differences = differences,
            IsDowntime = isOtherMode,
        };
    }
}
