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

/// <summary>Completes what the swarm knows. It is quick or silent: no answer in two seconds, no completions.</summary>
internal abstract class EngineCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(2);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CompletionRequest request = new(commandName, parameterName, new(wordToComplete ?? ""), commandAst, fakeBoundParameters);
        try
        {
            return [.. Complete(request)];
        }
        catch (SwarmException)
        {
            // Whoever presses Tab asked for names, not for an error.
            return [];
        }
    }

    private protected virtual IEnumerable<CompletionResult> Complete(CompletionRequest request) =>
        request.Word.Complete(Ask(request, (engine, stop) => FindAsync(engine, request, stop)));

    /// <summary>What there is to complete.</summary>
    private protected abstract Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop);

    /// <summary>Asks the engine that the cmdlet would ask; nothing where that takes too long or fails.</summary>
    private protected static IReadOnlyList<CompletionItem> Ask(CompletionRequest request, Func<ISwarmEngine, CancellationToken, Task<IReadOnlyList<CompletionItem>>> question)
    {
        if (SettingsFor(request) is not { } settings)
        {
            return [];
        }

        LiveConnection live = ConnectionStore.Current.Get(settings);
        IReadOnlyList<CompletionItem>? answer = Answer(live.Engine, question);
        if (answer is null && live.Connection.ApiVersion is null)
        {
            // What never answered does not stay among the open connections.
            ConnectionStore.Current.Close(settings);
        }

        return answer ?? [];
    }

    private static ConnectionSettings? SettingsFor(CompletionRequest request)
    {
        ConnectionStore store = ConnectionStore.Current;
        SwarmConnection? given = request.Argument("Connection") as SwarmConnection ?? SessionVariables.DefaultConnection(request.Command);
        if (given is null && store.Default is null && store.IsChosenElsewhere)
        {
            return null;
        }

        ConnectionSettings settings = given?.Settings ?? store.Default?.Connection.Settings ?? EndpointResolver.Resolve(new(), new ProcessEnvironment());

        // ssh may ask for a passphrase, in the middle of somebody's typing.
        return settings.Endpoints.Any(endpoint => endpoint.Scheme == SwarmEndpointScheme.Ssh) ? null : settings;
    }

    private static IReadOnlyList<CompletionItem>? Answer(ISwarmEngine engine, Func<ISwarmEngine, CancellationToken, Task<IReadOnlyList<CompletionItem>>> question)
    {
        using CancellationTokenSource budget = new(s_budget);
        CancellationToken stop = budget.Token;
        Task<IReadOnlyList<CompletionItem>> answer = Task.Run(() => question(engine, stop));
        try
        {
            Blocking.Wait(answer, stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return answer.Status == TaskStatus.RanToCompletion ? Blocking.ResultOf(answer) : null;
    }
}
