using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Addresses;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Refuses a plan for which the addresses of its networks would not suffice.</summary>
internal sealed class StackAddresses(AddressGuard guard)
{
    /// <summary>What a swarm without a mesh of its own size is taken to choose; asked only where it matters.</summary>
    private const int UsualSubnetSize = 24;

    /// <summary>The plan, with a refusal where addresses would run out, and warnings where tasks may have to wait for them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="observed">What it was made from.</param>
    /// <param name="force">Whether it is carried out all the same; then there is a warning only.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<StackPlan> CheckedAsync(StackPlan plan, ObservedStack observed, bool force, CancellationToken stop)
    {
        ClaimChange[] changes = [.. plan.Steps.SelectMany(step => (IEnumerable<StackStep>)[.. step.Before, step]).Where(step => step.IsOf(SwarmStackObjectType.Service) && !step.IsKept).Select(Change)];
        if (plan.Refusal is not null || changes.Length == 0)
        {
            return plan;
        }

        IReadOnlyList<AddressNeed> needs = await guard.FindAsync(new(observed.Services, changes), Networks(plan, observed), stop).ConfigureAwait(false);
        IReadOnlyList<string> waits = [.. needs.Where(need => need.IsTight).Select(need => need.Tightness)];
        SwarmException? refusal = AddressGuard.Refusal(needs, $"The stack '{plan.Names.Stack}'");
        return force
            ? plan with { Warnings = [.. plan.Warnings, .. needs.Where(need => need.IsShort).Select(need => need.Shortage + "."), .. waits] }
            : plan with { Warnings = [.. plan.Warnings, .. waits], Refusal = refusal };
    }

    private static ClaimChange Change(StackStep step) => new(
        step.Seen is { } seen ? ServiceClaim.Of(ServiceSpec.Of(seen).Json) : null,
        step.Spec is { } spec ? ServiceClaim.Of(spec) : null,
        step.Change.Action == SwarmStackAction.Update && SpecDifferences.ReplaceTasks(step.Change.Differences));

    private static IReadOnlyList<NetworkRoom> Networks(StackPlan plan, ObservedStack observed)
    {
        // The mesh has a subnet of the pool too, unless somebody gave it another one.
        int subnetSize = observed.Networks.FirstOrDefault(network => network.Ingress)?.Subnets is [{ } subnet, ..] && int.TryParse(subnet[(subnet.IndexOf('/') + 1)..], out int size) ? size : UsualSubnetSize;
        return
        [
            .. observed.Networks.Select(NetworkRoom.Of).OfType<NetworkRoom>(),
            .. plan.Steps.Where(step => step is { Network: not null, There: null }).Select(step => NetworkRoom.Of(step.Network!, subnetSize)).OfType<NetworkRoom>(),
        ];
    }
}
