namespace SwarmTools.Engine;

/// <summary>What a registry said of an image.</summary>
internal sealed record ImageLookup(ImageLookupOutcome Outcome, string Digest, string Message);
