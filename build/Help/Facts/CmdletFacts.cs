using System.Collections.Generic;

namespace SwarmTools.Help;

/// <summary>What PowerShell and the documentation comments know of a cmdlet.</summary>
public sealed record CmdletFacts
{
    /// <summary>The name, such as Get-SwarmNode.</summary>
    public required string Name { get; init; }

    /// <summary>All that its comment says, as one paragraph.</summary>
    public required string Summary { get; init; }

    /// <summary>Each way to call it, the default first.</summary>
    public required IReadOnlyList<SyntaxFacts> Syntaxes { get; init; }

    /// <summary>Its parameters by name, Confirm and WhatIf last; without those that all cmdlets have.</summary>
    public required IReadOnlyList<ParameterFacts> Parameters { get; init; }

    /// <summary>What can be piped to it.</summary>
    public required IReadOnlyList<ObjectFacts> Inputs { get; init; }

    /// <summary>What it writes.</summary>
    public required IReadOnlyList<ObjectFacts> Outputs { get; init; }
}
