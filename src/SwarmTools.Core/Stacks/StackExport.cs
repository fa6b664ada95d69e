using System.Collections.Generic;

namespace SwarmTools.Stacks;

/// <summary>A running stack as a compose file.</summary>
/// <param name="Text">The file.</param>
/// <param name="Warnings">What a file cannot say, each with its place.</param>
internal sealed record StackExport(string Text, IReadOnlyList<string> Warnings);
