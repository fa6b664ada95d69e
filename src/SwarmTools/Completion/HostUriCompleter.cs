using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SwarmTools.Connections;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes addresses of engines: those of this session, of the environment and of docker's contexts.</summary>
internal sealed class HostUriCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        List<CompletionItem> known = [.. ConnectionStore.Current.Open.SelectMany(live => live.Connection.Endpoints.Select(endpoint => new CompletionItem(endpoint.ToString(), About.Of(live.Connection))))];
        try
        {
            known.AddRange(EndpointResolver.Resolve(new(), new ProcessEnvironment()).Endpoints.Select(endpoint => new CompletionItem(endpoint.ToString(), "this machine's own choice")));
            known.AddRange(KnownContexts.Of(fakeBoundParameters).Select(context => new CompletionItem(context.HostUri, $"context {context.Name}")));
        }
        catch (SwarmException)
        {
            // Whoever presses Tab asked for addresses, not for an error.
        }

        return [.. new CompletionWord(wordToComplete ?? "").Complete(known)];
    }
}
