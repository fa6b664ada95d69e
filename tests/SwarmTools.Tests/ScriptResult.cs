using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Tests;

/// <summary>What a script wrote.</summary>
public sealed record ScriptResult(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Chatter, bool Terminated)
{
    /// <summary>The ids of the errors, without the name of the cmdlet.</summary>
    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0])];

    /// <summary>The one error there must be.</summary>
    public ErrorRecord Error => Errors.Single();

    /// <summary>The outputs as text.</summary>
    public IReadOnlyList<string> Texts => [.. Output.Select(item => item.ToString())];
}
