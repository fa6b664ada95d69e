using System.Collections.Generic;
using SwarmTools.Syntax;

namespace SwarmTools.Engine;

/// <summary>What a registry said of an image.</summary>
/// <param name="Outcome">How the look-up ended.</param>
/// <param name="Digest">The digest; empty unless the registry has the image.</param>
/// <param name="Message">The registry's own words where it has not.</param>
internal sealed record ImageLookup(ImageLookupOutcome Outcome, string Digest, string Message)
{
    /// <summary>The platforms that the image is for, as placements name them; none when the registry does not say.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];
}
