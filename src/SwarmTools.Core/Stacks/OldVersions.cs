using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Resources;

namespace SwarmTools.Stacks;

/// <summary>Removes versions of secrets and configs that nobody needs any more, after a stack that brought new ones was published.</summary>
internal sealed class OldVersions(IServiceApi services, ISecretApi secrets, IConfigApi configs, IHistoryStore history, Patience patience)
{
    /// <param name="plan">The plan, all of which was done.</param>
    /// <param name="keep">How many of the newest versions stay in any case.</param>
    /// <param name="run">Takes what could not be removed: a version too many does no harm.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task RemoveAsync(StackPlan plan, int keep, StackRun run, CancellationToken stop)
    {
        StackStep[] rotated = [.. plan.Steps.Where(step => step.Content is { } content && step.Change.Action == SwarmStackAction.Create && step.Change.Name != content.Name)];
        if (rotated.Length == 0)
        {
            return;
        }

        try
        {
            Task<IReadOnlyList<SwarmSecret>> secretList = patience.AskAsync(secrets.ListSecretsAsync, stop);
            Task<IReadOnlyList<SwarmConfig>> configList = patience.AskAsync(configs.ListConfigsAsync, stop);
            ResourceUses needed = new(await patience.AskAsync(services.ListServicesAsync, stop).ConfigureAwait(false), await patience.AskAsync(history.SpecsAsync, stop).ConfigureAwait(false));
            foreach (SwarmSecret old in Dispensable(rotated, SwarmStackObjectType.Secret, await secretList.ConfigureAwait(false), keep, needed.Secrets))
            {
                await RemoveAsync(late => secrets.RemoveSecretAsync(old.Id, old.Name, late), stop).ConfigureAwait(false);
            }

            foreach (SwarmConfig old in Dispensable(rotated, SwarmStackObjectType.Config, await configList.ConfigureAwait(false), keep, needed.Configs))
            {
                await RemoveAsync(late => configs.RemoveConfigAsync(old.Id, old.Name, late), stop).ConfigureAwait(false);
            }
        }
        catch (SwarmException failure)
        {
            run.Warn($"Old versions of secrets and configs could not be removed: {failure.Message}");
        }
    }

    private async Task RemoveAsync(Func<CancellationToken, Task> remove, CancellationToken stop)
    {
        try
        {
            await patience.AskAsync(remove, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.SecretInUse) || failure.Is(ErrorId.ConfigInUse) || failure.Is(ErrorId.SecretNotFound) || failure.Is(ErrorId.ConfigNotFound))
        {
            // Somebody uses it since, or was faster.
        }
    }

    private static IEnumerable<T> Dispensable<T>(StackStep[] rotated, SwarmStackObjectType type, IReadOnlyList<T> all, int keep, IReadOnlyCollection<string> needed)
        where T : SwarmObject =>
        rotated.Where(step => step.IsOf(type)).SelectMany(step => new ContentVersions<T>(step.Content!.Name, all).Dispensable(keep, needed));
}
