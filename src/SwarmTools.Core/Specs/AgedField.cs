using System;

namespace SwarmTools.Specs;

/// <summary>A field of a spec that older engines drop in silence.</summary>
/// <param name="Path">Its place.</param>
/// <param name="Since">The oldest API version that keeps it.</param>
internal sealed record AgedField(SpecPath Path, Version Since);
