using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SwarmTools.Completion;

/// <summary>Completes variables that hold a connection, by their names or by what they are connected to.</summary>
internal sealed class ConnectionCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string begun = (wordToComplete ?? "").TrimStart('$');
        return [.. SessionVariables.Connections()
            .Where(variable => Begins(variable.Key, begun) || Begins(variable.Value.Name, begun))
            .OrderBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase)
            .Select(variable => new CompletionResult(Written(variable.Key), "$" + variable.Key, CompletionResultType.Variable, About.Of(variable.Value)))];
    }

    private static bool Begins(string text, string begun) => text.StartsWith(begun, StringComparison.OrdinalIgnoreCase);

    private static string Written(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_') ? "$" + name : "${" + name.Replace("}", "`}") + "}";
}
