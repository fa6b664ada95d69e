using System.Collections.Generic;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Sets a health check up, as a whole or in parts, or switches off the one that the image brings.</summary>
internal static class HealthEdits
{
    /// <param name="isOff">Whether it is switched off.</param>
    /// <param name="whole">The whole check; null for none.</param>
    /// <param name="parts">Parts of a check.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for a check that is switched off and set up.</exception>
    public static IEnumerable<SpecEdit> Of(bool isOff, SwarmHealthCheck? whole, SpecEdits parts)
    {
        if (isOff)
        {
            return parts.All.Count == 0 && whole is null
                ? [ServiceOptions.HealthCheck("-NoHealthcheck", new() { Test = HealthCheckSyntax.None })]
                : throw new SwarmException(ErrorId.OptionInvalid, "-NoHealthcheck switches the health check off, so it goes with no other -Health parameter.");
        }

        List<SpecEdit> edits = whole is null ? [] : [ServiceOptions.HealthCheck("-HealthCheck", whole)];
        if (parts.All.Count > 0)
        {
            edits.Add(ServiceOptions.SwitchHealthCheckOn(parts.All[0].Parameter));
            edits.AddRange(parts.All);
        }

        return edits;
    }
}
