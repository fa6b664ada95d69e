using System;
using System.Collections.Generic;

namespace SwarmTools.Help;

/// <summary>What is known of a parameter.</summary>
public sealed record ParameterFacts
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What its comment says.</summary>
    public required string Description { get; init; }

    /// <summary>The type, without the wrapping that lets a parameter be left out.</summary>
    public required Type Type { get; init; }

    /// <summary>Its value when it is not given, as one would type it, or empty.</summary>
    public required string DefaultValue { get; init; }

    /// <summary>Whether names in it may have wildcards.</summary>
    public required bool SupportsWildcards { get; init; }

    /// <summary>Other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The words it takes, where there are a few.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>How each set has it; one entry where all have it alike.</summary>
    public required IReadOnlyList<SyntaxParameter> Sets { get; init; }

    /// <summary>Whether it is the same in every set of the cmdlet.</summary>
    public required bool IsInAllSets { get; init; }

    /// <summary>The type as one would write it in PowerShell.</summary>
    public string ShortType => TypeNames.Short(Type);

    /// <summary>Whether it is a switch, which has no value.</summary>
    public bool IsSwitch => Type.Name == "SwitchParameter";
}
