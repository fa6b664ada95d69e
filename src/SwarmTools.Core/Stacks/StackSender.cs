using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>Sends the services of a plan, and notes what was sent: so it can be taken back.</summary>
internal sealed class StackSender(StackObjectWork objects, StackServiceWork services)
{
    /// <summary>Sends a service when it is its turn: after those that give up a port that it needs, and when those are gone that have one.</summary>
    /// <returns>The id of the service.</returns>
    public async Task<string> SendInTurnAsync(StackStep step, SendQueue queue, StackRun run, CancellationToken stop)
    {
        await Task.WhenAll(step.After.Where(queue.Sent.ContainsKey).Select(name => queue.Sent[name].Task)).ConfigureAwait(false);
        await queue.Turns.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            foreach (StackStep removal in step.Before)
            {
                // Several services may need ports of the same one.
                await run.Once(removal, () => FreeAsync(removal, run, stop)).ConfigureAwait(false);
            }

            string id = await SendWithNetworksAsync(step, run, stop).ConfigureAwait(false);
            queue.Sent[step.Change.Name].TrySetResult(true);
            return id;
        }
        finally
        {
            queue.Turns.Release();
        }
    }

    private async Task<string> SendWithNetworksAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        try
        {
            return await SendAsync(step, run, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (run.LostNetwork(failure) is { } lost)
        {
            await run.Once(lost, () => objects.MakeAgainAsync(lost, run, stop)).ConfigureAwait(false);
            return await SendAsync(step, run, stop).ConfigureAwait(false);
        }
    }

    private async Task<string> SendAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        JsonObject spec = run.SpecOf(step);
        RegistryLogin? login = await run.Options.LoginFor(step.Service!.Image, stop).ConfigureAwait(false);
        try
        {
            if (step.Change.Action == SwarmStackAction.Replace)
            {
                await services.RemoveAsync(step.Seen!, run.Options.Timeout, () => run.Sent[step] = new("", spec), stop).ConfigureAwait(false);
            }

            string id = step.Change.Action == SwarmStackAction.Update ? step.Seen!.Id : await services.CreateAsync(spec, login, run.Warn, stop).ConfigureAwait(false);
            if (step.Change.Action == SwarmStackAction.Update)
            {
                await services.UpdateAsync(step.Seen!, spec, run.Options.Api, login, run.Warn, stop).ConfigureAwait(false);
            }

            run.Sent[step] = new(id, spec);
            return id;
        }
        catch (SwarmException failure) when (failure.MayBeDone)
        {
            // It may have been taken: whoever takes it back looks.
            run.Sent[step] = new(step.Change.Action == SwarmStackAction.Update ? step.Seen!.Id : "", spec);
            throw;
        }
    }

    /// <summary>Removes a service. It is noted as soon as it is gone: tasks that do not end must not keep it from being made again.</summary>
    public Task RemoveAsync(StackStep step, StackRun run, CancellationToken stop) =>
        services.RemoveAsync(step.Seen!, run.Options.Timeout, () => run.Sent[step] = new("", []), stop);

    private async Task FreeAsync(StackStep removal, StackRun run, CancellationToken stop)
    {
        if (run.IsDeclined(removal))
        {
            throw new SwarmException(ErrorId.PortInUse, $"The service '{removal.Change.Name}' has a port that is needed, and its removal was declined.");
        }

        await RemoveAsync(removal, run, stop).ConfigureAwait(false);
        removal.Change.Outcome = SwarmStackChangeOutcome.Done;
    }
}
