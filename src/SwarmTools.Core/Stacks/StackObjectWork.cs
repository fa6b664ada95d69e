using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Stacks;

/// <summary>Makes and labels the networks, secrets and configs of a stack, one request for each.</summary>
internal sealed class StackObjectWork(INetworkApi networks, ISecretApi secrets, IConfigApi configs, StackContents contents, IClock clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Patience _patience = new(clock);

    public async Task MakeAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        if (step.IsKept)
        {
            return;
        }

        try
        {
            if (step.Change.Action == SwarmStackAction.Update)
            {
                await LabelAsync(step, stop).ConfigureAwait(false);
                run.Made[step] = "";
                return;
            }

            string id = await (step.Change.Type switch
            {
                SwarmStackObjectType.Network => CreateNetworkAsync(step, stop),
                SwarmStackObjectType.Secret => CreateSecretAsync(step, stop),
                _ => CreateConfigAsync(step, stop),
            }).ConfigureAwait(false);
            run.Made[step] = id;
            run.Ids.Add(step.Change.Type, step.Change.Name, id);
        }
        catch (SwarmException failure) when (failure.MayBeDone)
        {
            // It may have been taken: whoever takes it back looks.
            run.Made[step] = "";
            throw;
        }
    }

    /// <summary>Makes a network again that is listed although it was removed: the last tasks that joined it keep it on a node, and with it the name (moby#37338).</summary>
    /// <exception cref="SwarmException"><c>NetworkInUse</c> where it does not go in time.</exception>
    public async Task MakeAgainAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        Deadline deadline = new(clock, run.Options.Timeout);
        while ((await _patience.AskAsync(networks.ListNetworksAsync, stop).ConfigureAwait(false)).Any(network => network.Id == step.There!.Id))
        {
            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.NetworkInUse, $"The network '{step.Change.Name}' was removed, but tasks that end slowly still keep it, and its name. Run the command again when they have ended.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }

        string id = await CreateNetworkAsync(step, stop).ConfigureAwait(false);
        run.Made[step] = id;
        run.Ids.Add(SwarmStackObjectType.Network, step.Change.Name, id);
    }

    private async Task LabelAsync(StackStep step, CancellationToken stop)
    {
        SwarmException? lost = null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _patience.SendAsync(late => SendLabelsAsync(step, late), stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when ((failure is { MayBeDone: true, IsLasting: false } || (lost is not null && failure.Is(ErrorId.UpdateOutOfSequence))) && attempt < LostAnswers.Attempts)
            {
                lost = failure.MayBeDone ? failure : lost!;
                IReadOnlyList<SwarmObject> all = await LostAnswers.LookAsync(late => LikeAsync(step, late), lost, stop).ConfigureAwait(false);
                if (all.FirstOrDefault(item => item.Id == step.There!.Id) is { } now && now.Labels.Count == step.Labels.Count && step.Labels.All(now.Labels.Contains))
                {
                    // It was taken, and its answer was lost.
                    return;
                }
            }
        }
    }

    private async Task<bool> SendLabelsAsync(StackStep step, CancellationToken stop)
    {
        await (step.There is SwarmSecret secret
            ? secrets.LabelSecretAsync(secret, step.Labels, stop)
            : configs.LabelConfigAsync((SwarmConfig)step.There!, step.Labels, stop)).ConfigureAwait(false);
        return true;
    }

    private async Task<IReadOnlyList<SwarmObject>> LikeAsync(StackStep step, CancellationToken stop) => step.There is SwarmSecret
        ? await _patience.AskAsync(secrets.ListSecretsAsync, stop).ConfigureAwait(false)
        : await _patience.AskAsync(configs.ListConfigsAsync, stop).ConfigureAwait(false);

    private Task<string> CreateNetworkAsync(StackStep step, CancellationToken stop) => _patience.MakeAsync(
        late => networks.CreateNetworkAsync(step.Network!, late),
        async late => Made(await networks.ListNetworksAsync(late).ConfigureAwait(false), step),
        ErrorId.NetworkExists,
        stop);

    private Task<string> CreateConfigAsync(StackStep step, CancellationToken stop) => _patience.MakeAsync(
        late => configs.CreateConfigAsync(
            new() { Name = step.Change.Name, Labels = step.Labels, Data = contents.Config(step.Content!), TemplateDriver = step.Content!.TemplateDriver }, late),
        async late => Made((await configs.ListConfigsAsync(late).ConfigureAwait(false)).Where(config => config.Data.AsSpan().SequenceEqual(contents.Config(step.Content!))), step),
        ErrorId.ConfigExists,
        stop);

    private async Task<string> CreateSecretAsync(StackStep step, CancellationToken stop)
    {
        DesiredContent wished = step.Content!;
        using SecretPayload? value = wished.Source.Kind == ContentSourceKind.Driver ? null : contents.Secret(wished);
        return await _patience.MakeAsync(
            late => secrets.CreateSecretAsync(
                new() { Name = step.Change.Name, Labels = step.Labels, Payload = value, Driver = wished.Driver, DriverOptions = wished.DriverOptions, TemplateDriver = wished.TemplateDriver }, late),
            async late => (await secrets.ListSecretsAsync(late).ConfigureAwait(false)).FirstOrDefault(secret => IsMade(secret, step)) is { } made
                && (value is null || await secrets.HasValueAsync(made, value, late).ConfigureAwait(false)) ? made.Id : null,
            ErrorId.SecretExists,
            stop).ConfigureAwait(false);
    }

    private static string? Made(IEnumerable<SwarmObject> all, StackStep step) => all.FirstOrDefault(item => IsMade(item, step))?.Id;

    /// <summary>Whether something is what a step made: before it nothing had the name.</summary>
    public static bool IsMade(SwarmObject item, StackStep step) =>
        item.Name == step.Change.Name && StackLabel.Of(item.Labels) == StackLabel.Of(step.Network?.Labels ?? step.Labels);
}
