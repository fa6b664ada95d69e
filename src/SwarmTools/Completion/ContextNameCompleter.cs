using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SwarmTools.Completion;

/// <summary>Completes names of docker contexts.</summary>
internal sealed class ContextNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            IReadOnlyList<SwarmContext> all = KnownContexts.Of(fakeBoundParameters);
            return [.. new CompletionWord(wordToComplete ?? "").Complete(all.Select(context => new CompletionItem(context.Name, AboutOf(context))))];
        }
        catch (SwarmException)
        {
            // Whoever presses Tab asked for names, not for an error.
            return [];
        }
    }

    private static string AboutOf(SwarmContext context) => string.Join(", ", new[]
    {
        context.HostUri, context.IsCurrent ? "current" : "", context.Description, context.Error,
    }.Where(part => part.Length > 0));
}
