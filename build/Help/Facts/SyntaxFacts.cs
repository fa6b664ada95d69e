using System.Collections.Generic;

namespace SwarmTools.Help;

/// <summary>One way to call a cmdlet: a set of parameters.</summary>
public sealed record SyntaxFacts
{
    /// <summary>The name of the set; __AllParameterSets where a cmdlet has one alone.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is taken where the parameters do not decide.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>The parameters as PowerShell shows them, without the cmdlet's name.</summary>
    public required string Line { get; init; }

    /// <summary>The parameters in the order of the line.</summary>
    public required IReadOnlyList<SyntaxParameter> Parameters { get; init; }
}
