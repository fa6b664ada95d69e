using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Compose;

/// <summary>Reads files of variables, and tells where docker compose would read them otherwise.</summary>
internal static class ComposeVariables
{
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Its name, for places.</param>
    /// <param name="own">The value of a variable elsewhere, for a name that stands alone; null leaves the variable out.</param>
    /// <param name="findings">Takes the quotes, which are part of a value here.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyList<VariableLine> Read(byte[] content, string name, Func<string, string?> own, ICollection<SwarmStackFinding> findings)
    {
        IReadOnlyList<VariableLine> lines = VariableFile.Lines(content, name, own);
        foreach (VariableLine line in lines.Where(line => line.IsQuoted))
        {
            // The value is not told.
            findings.Add(SwarmStackSeverity.Warning, new(name, line.Number, 1), line.Key, "The quotes around the value are part of it, as in docker. Take them away, unless they are meant.");
        }

        foreach (VariableLine line in lines.Where(line => line.Key.Length > ComposeReading.LongestName))
        {
            findings.Add(SwarmStackSeverity.Error, new(name, line.Number, 1), "", $"The name of the variable is longer than {ComposeReading.LongestName} letters.");
        }

        return [.. lines.Where(line => line.Key.Length <= ComposeReading.LongestName)];
    }
}
