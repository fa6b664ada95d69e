using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SwarmTools.Completion;

/// <summary>Completes the values of an enumeration; PowerShell by itself would offer Unknown too, which nobody can ask for.</summary>
internal sealed class EnumCompleter<T> : IArgumentCompleter
    where T : struct, Enum
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        new CompletionWord(wordToComplete ?? "").Complete(Enum.GetNames(typeof(T)).Where(name => name != "Unknown").Select(name => new CompletionItem(name)));
}
