namespace SwarmTools.Stacks;

/// <summary>What became of one thing that was to go with its stack.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Failure">Why it is left; null when it is gone.</param>
internal sealed record StackRemoval(string Noun, string Name, SwarmException? Failure);
