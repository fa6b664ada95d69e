using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Networks;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Takes back what was done of a plan: services get the specs that they had, what was made goes, and what went is made again.</summary>
internal sealed class StackReturn(StackServiceWork services, ServiceUpdater updater, ISecretApi secrets, IConfigApi configs, NetworkRemover networks, INetworkApi networkList, Patience patience)
{
    /// <summary>Whether all is as it was.</summary>
    public async Task<bool> UndoAsync(StackPlan plan, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        int before = run.Failures.Count;
        await Task.WhenAll(run.Sent.Keys.Select(step => TryAsync(step, run, () => TakeBackAsync(step, run, timeout, stop)))).ConfigureAwait(false);

        // The ports of what went are free again.
        await Task.WhenAll(run.Sent.Keys.Where(WasRemoved).Select(step => TryAsync(step, run, () => MakeAgainAsync(step, run, timeout, stop)))).ConfigureAwait(false);

        // What services used can go when their tasks are gone.
        await Task.WhenAll(run.Made.Keys.Where(step => !step.IsOf(SwarmStackObjectType.Network)).Select(step => TryAsync(step, run, () => UndoContentAsync(step, run, stop)))).ConfigureAwait(false);
        await Task.WhenAll(run.Made.Keys.Where(step => step.IsOf(SwarmStackObjectType.Network)).Select(step => TryAsync(step, run, () => UndoNetworkAsync(run.Made[step], timeout, stop)))).ConfigureAwait(false);
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
            step.Change.Message = (step.Change.Message + " " + told.Message).Trim();
            run.Failures.Enqueue(told);
        }
    }

    private static bool WasRemoved(StackStep step) => step.Change.Action is SwarmStackAction.Remove or SwarmStackAction.Replace;

    private async Task TakeBackAsync(StackStep step, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        SentService sent = run.Sent[step];
        if (step.Change.Action == SwarmStackAction.Update)
        {
            JsonObject original = ServiceSpec.Of(step.Seen!).Json;
            await patience.Within(timeout).AskAsync(late => updater.ReturnAsync(sent.Id, sent.Spec, original, original, timeout, late), stop).ConfigureAwait(false);
            await RequireConvergedAsync(sent.Id, isRollback: true, run, timeout, stop).ConfigureAwait(false);
            return;
        }

        SwarmService? made = sent.Id.Length > 0 ? new() { Id = sent.Id, Name = step.Change.Name }
            : sent.Spec.Count > 0 ? await patience.AskAsync(late => services.FindMadeAsync(sent.Spec, late), stop).ConfigureAwait(false)
            : null;
        if (made is not null)
        {
            await services.RemoveAsync(made, timeout, () => { }, stop).ConfigureAwait(false);
        }
    }

    private async Task MakeAgainAsync(StackStep step, StackRun run, TimeSpan timeout, CancellationToken stop)
    {
        JsonObject original = ServiceSpec.Of(step.Seen!).Json;
        string id = (await patience.AskAsync(late => services.FindMadeAsync(original, late), stop).ConfigureAwait(false))?.Id
            ?? await services.CreateAsync(original, login: null, run.Warn, stop).ConfigureAwait(false);
        await RequireConvergedAsync(id, isRollback: false, run, timeout, stop).ConfigureAwait(false);
    }

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
        string id = run.Made[step];
        if (id.Length > 0)
        {
            await (step.IsOf(SwarmStackObjectType.Secret) ? secrets.RemoveSecretAsync(id, step.Change.Name, stop) : configs.RemoveConfigAsync(id, step.Change.Name, stop)).ConfigureAwait(false);
        }
        else if (step.There is SwarmSecret secret)
        {
            SwarmSecret now = (await secrets.ListSecretsAsync(stop).ConfigureAwait(false)).First(other => other.Id == secret.Id);
            await secrets.LabelSecretAsync(now, secret.Labels, stop).ConfigureAwait(false);
        }
        else if (step.There is SwarmConfig config)
        {
            SwarmConfig now = (await configs.ListConfigsAsync(stop).ConfigureAwait(false)).First(other => other.Id == config.Id);
            await configs.LabelConfigAsync(now, config.Labels, stop).ConfigureAwait(false);
        }
    }

    private async Task UndoNetworkAsync(string id, TimeSpan timeout, CancellationToken stop)
    {
        if ((await networkList.ListNetworksAsync(stop).ConfigureAwait(false)).FirstOrDefault(network => network.Id == id) is { } made)
        {
            await networks.RemoveAsync(made, timeout, stop).ConfigureAwait(false);
        }
    }
}
