namespace SwarmTools.Help;

/// <summary>A parameter as one set has it.</summary>
public sealed record SyntaxParameter
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The set.</summary>
    public required string Set { get; init; }

    /// <summary>The place among the values without a name, or null.</summary>
    public required int? Position { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Whether it takes what is piped in.</summary>
    public required bool TakesPipeline { get; init; }

    /// <summary>Whether it takes a property of its name of what is piped in.</summary>
    public required bool TakesProperty { get; init; }

    /// <summary>Whether it takes all values without a name that are left.</summary>
    public required bool TakesRemaining { get; init; }
}
