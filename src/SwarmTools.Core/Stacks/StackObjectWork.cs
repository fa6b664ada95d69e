using System;
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

    public async Task MakeAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        if (step.IsKept)
        {
            return;
        }

        if (step.Change.Action == SwarmStackAction.Update)
        {
            await (step.There is SwarmSecret secret
                ? secrets.LabelSecretAsync(secret, step.Labels, stop)
                : configs.LabelConfigAsync((SwarmConfig)step.There!, step.Labels, stop)).ConfigureAwait(false);
            run.Made[step] = "";
            return;
        }

        string id = step.Change.Type switch
        {
            SwarmStackObjectType.Network => await networks.CreateNetworkAsync(step.Network!, stop).ConfigureAwait(false),
            SwarmStackObjectType.Secret => await CreateSecretAsync(step, stop).ConfigureAwait(false),
            _ => await configs.CreateConfigAsync(
                new() { Name = step.Change.Name, Labels = step.Labels, Data = contents.Config(step.Content!), TemplateDriver = step.Content!.TemplateDriver }, stop).ConfigureAwait(false),
        };
        run.Made[step] = id;
        run.Ids.Add(step.Change.Type, step.Change.Name, id);
    }

    /// <summary>Makes a network again that is listed although it was removed: the last tasks that joined it keep it on a node, and with it the name (moby#37338).</summary>
    /// <exception cref="SwarmException"><c>NetworkInUse</c> where it does not go in time.</exception>
    public async Task MakeAgainAsync(StackStep step, StackRun run, CancellationToken stop)
    {
        Deadline deadline = new(clock, run.Options.Timeout);
        while ((await networks.ListNetworksAsync(stop).ConfigureAwait(false)).Any(network => network.Id == step.There!.Id))
        {
            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.NetworkInUse, $"The network '{step.Change.Name}' was removed, but tasks that end slowly still keep it, and its name. Run the command again when they have ended.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }

        string id = await networks.CreateNetworkAsync(step.Network!, stop).ConfigureAwait(false);
        run.Made[step] = id;
        run.Ids.Add(SwarmStackObjectType.Network, step.Change.Name, id);
    }

    private async Task<string> CreateSecretAsync(StackStep step, CancellationToken stop)
    {
        DesiredContent wished = step.Content!;
        using SecretPayload? value = wished.Source.Kind == ContentSourceKind.Driver ? null : contents.Secret(wished);
        return await secrets.CreateSecretAsync(
            new() { Name = step.Change.Name, Labels = step.Labels, Payload = value, Driver = wished.Driver, DriverOptions = wished.DriverOptions, TemplateDriver = wished.TemplateDriver }, stop).ConfigureAwait(false);
    }
}
