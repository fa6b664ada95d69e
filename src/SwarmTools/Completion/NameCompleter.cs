using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Connections;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of the swarm's objects. It is quick or silent: no engine in two seconds, no completions.</summary>
/// <param name="kind">The kind of object.</param>
internal abstract class NameCompleter<T>(ObjectKind<T> kind) : IArgumentCompleter
    where T : SwarmObject
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(2);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            ISwarmEngine? engine = EngineFor(fakeBoundParameters["Connection"]);
            return engine is null ? [] : new CompletionWord(wordToComplete).Complete(Names(engine));
        }
        catch (SwarmException)
        {
            // Whoever presses Tab asked for names, not for an error.
            return [];
        }
    }

    private static ISwarmEngine? EngineFor(object? named)
    {
        ConnectionStore store = ConnectionStore.Current;
        object? given = named is PSObject wrapped ? wrapped.BaseObject : named;
        if (given is null && store.Default is null && store.IsChosenElsewhere)
        {
            return null;
        }

        ConnectionSettings settings = (given as SwarmConnection)?.Settings
            ?? store.Default?.Connection.Settings
            ?? EndpointResolver.Resolve(new(), new ProcessEnvironment());

        // ssh may ask for a passphrase, in the middle of somebody's typing.
        return settings.Endpoints.Any(endpoint => endpoint.Scheme == SwarmEndpointScheme.Ssh) ? null : store.Get(settings).Engine;
    }

    private IEnumerable<string> Names(ISwarmEngine engine)
    {
        using CancellationTokenSource budget = new(s_budget);
        CancellationToken stop = budget.Token;
        Task<IReadOnlyList<T>> list = Task.Run(() => kind.ListAsync(engine, stop));
        try
        {
            Blocking.Wait(list, stop);
        }
        catch (OperationCanceledException)
        {
            return [];
        }

        return list.Status == TaskStatus.RanToCompletion ? [.. Blocking.ResultOf(list).Select(item => item.Name)] : [];
    }
}
