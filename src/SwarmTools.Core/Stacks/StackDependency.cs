namespace SwarmTools.Stacks;

/// <summary>A service that must have come so far before another one is begun.</summary>
/// <param name="Service">The key of the service in the file.</param>
/// <param name="Condition">How far.</param>
internal sealed record StackDependency(string Service, StackCondition Condition);
