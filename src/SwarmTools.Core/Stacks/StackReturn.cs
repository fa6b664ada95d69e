using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Networks;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Time;

namespace SwarmTools.Stacks;

/// <summary>Takes back what was done of a plan: services get the specs that they had, what was made goes, and what went is made again.</summary>
internal sealed class StackReturn(StackServiceWork services, Func<ServiceUpdater> updater, IContentStore<SwarmSecret> secrets, IContentStore<SwarmConfig> configs, NetworkRemover networks, INetworkApi networkList, IClock clock)
{
    /// <summary>How often a port may still be that of a service which goes back at the same time.</summary>
    private const int Attempts = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly Patience _patience = new(clock);

    /// <summary>Whether all is as it was.</summary>
    public async Task<bool> UndoAsync(StackPlan plan, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        int before = run.Failures.Count;
        await Task.WhenAll(run.Sent.Keys.Where(step => !WasChanged(step)).Select(step => TryAsync(step, run, () => TakeBackAsync(step, run, timeout, stop)))).ConfigureAwait(false);
        await Task.WhenAll(run.Sent.Keys.Where(WasChanged).Select(step => TryAsync(step, run, () => ChangeBackAsync(step, run, timeout, stop)))).ConfigureAwait(false);

        // The ports of what went are free again.
        await Task.WhenAll(run.Sent.Keys.Where(WasRemoved).Select(step => TryAsync(step, run, () => MakeAgainAsync(step, run, timeout, stop)))).ConfigureAwait(false);

        // What services used can go when their tasks are gone.
        await Task.WhenAll(run.Made.Keys.Where(step => !step.IsOf(SwarmStackObjectType.Network)).Select(step => TryAsync(step, run, () => UndoContentAsync(step, run, stop)))).ConfigureAwait(false);
        await Task.WhenAll(run.Made.Keys.Where(step => step.IsOf(SwarmStackObjectType.Network)).Select(step => TryAsync(step, run, () => UndoNetworkAsync(step, run.Made[step], timeout, stop)))).ConfigureAwait(false);
        return run.Failures.Count == before;
    }

    private static async Task TryAsync(StackStep step, StackRun run, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            step.Change.Outcome = step.Change.Outcome == SwarmStackChangeOutcome.Failed ? SwarmStackChangeOutcome.Failed : SwarmStackChangeOutcome.Undone;
        }
        catch (SwarmException failure)
        {
            SwarmException told = failure.Told($"{step.Change.Name} could not be brought back: {failure.Message}");
            step.Change.Outcome = SwarmStackChangeOutcome.Failed;
            step.Change.Message = (step.Change.Message + " " + told.Message).Trim();
            run.Failures.Enqueue(told);
        }
    }

    private static bool WasRemoved(StackStep step) => step.Change.Action is SwarmStackAction.Remove or SwarmStackAction.Replace;

    private static bool WasChanged(StackStep step) => step.Change.Action == SwarmStackAction.Update;

    private async Task ChangeBackAsync(StackStep step, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        SentService sent = run.Sent[step];
        JsonObject original = ServiceSpec.Of(step.Seen!).Json;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _patience.Within(timeout).AskAsync(late => updater().ReturnAsync(sent.Id, sent.Spec, original, original, timeout, late), stop).ConfigureAwait(false);
                break;
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.PortInUse) && attempt < Attempts)
            {
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            }
        }

        await RequireConvergedAsync(sent.Id, isRollback: true, run, timeout, stop).ConfigureAwait(false);
    }

    private async Task TakeBackAsync(StackStep step, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        SentService sent = run.Sent[step];
        string? id = sent.Id.Length > 0 ? sent.Id
            : sent.Spec.Count > 0 ? (await _patience.AskAsync(late => services.FindMadeAsync(sent.Spec, late), stop).ConfigureAwait(false))?.Id
            : null;
        if (id is not null)
        {
            await services.RemoveAsync(new() { Id = id, Name = step.Change.Name }, timeout, () => { }, stop).ConfigureAwait(false);
        }
    }

    private async Task MakeAgainAsync(StackStep step, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        JsonObject original = ServiceSpec.Of(step.Seen!).Json;
        string id = (await _patience.AskAsync(late => services.FindMadeAsync(original, late), stop).ConfigureAwait(false))?.Id
            ?? await services.CreateAsync(original, await LoginForAsync(original, run, stop).ConfigureAwait(false), run.Warn, stop).ConfigureAwait(false);
        await RequireConvergedAsync(id, isRollback: false, run, timeout, stop).ConfigureAwait(false);
    }

    // What pulled the image before may do so again, on a node that has it not.
    private static Task<RegistryLogin?> LoginForAsync(JsonObject spec, StackRun run, CancellationToken stop) =>
        run.Options.LoginFor((string?)ServiceOptions.Image.Read(spec) ?? "", stop);

    private async Task RequireConvergedAsync(string id, bool isRollback, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        SwarmRolloutResult result = await services.WatchAsync(id, new RolloutOptions { Timeout = timeout, IsRollback = isRollback, IsAfterChange = !isRollback }, run.Emit, stop).ConfigureAwait(false);
        if (RolloutFailure.Of(result) is { } failure)
        {
            throw failure;
        }
    }

    private async Task UndoContentAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        if (step.IsOf(SwarmStackObjectType.Secret))
        {
            await UndoContentAsync(step, run.Made[step], secrets, stop).ConfigureAwait(false);
        }
        else
        {
            await UndoContentAsync(step, run.Made[step], configs, stop).ConfigureAwait(false);
        }
    }

    private async Task UndoContentAsync<T>(StackStep step, string id, IContentStore<T> store, CancellationToken stop)
        where T : SwarmObject
    {
        IReadOnlyList<T> all = await _patience.AskAsync(store.ListAsync, stop).ConfigureAwait(false);
        if (step.There is T labelled)
        {
            if (all.FirstOrDefault(item => item.Id == labelled.Id) is { } now)
            {
                LabelChange back = new() { Replaced = labelled.Labels };
                await _patience.SendAsync(late => new ContentLabeller<T>(store).ChangeAsync(now, back, late), stop).ConfigureAwait(false);
            }
        }
        else if (all.FirstOrDefault(item => id.Length > 0 ? item.Id == id : StackObjectWork.IsMade(item, step)) is { } made)
        {
            await _patience.AskAsync(late => store.RemoveAsync(made, late), stop).ConfigureAwait(false);
        }
    }

    private async Task UndoNetworkAsync(StackStep step, string id, TimeSpan timeout, CancellationToken stop)
    {
        IReadOnlyList<SwarmNetwork> all = await _patience.AskAsync(networkList.ListNetworksAsync, stop).ConfigureAwait(false);
        if (all.FirstOrDefault(network => id.Length > 0 ? network.Id == id : StackObjectWork.IsMade(network, step)) is { } made)
        {
            await _patience.Within(timeout).AskAsync(late => networks.RemoveAsync(made, timeout, late), stop).ConfigureAwait(false);
        }
    }
}
