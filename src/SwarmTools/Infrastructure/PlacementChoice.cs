using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Placement;

namespace SwarmTools.Infrastructure;

/// <summary>The services of one swarm that a user means: by themselves, or by the nodes that their tasks would come to.</summary>
internal sealed class PlacementChoice
{
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);

    public void AddNode(string id) => _nodes.Add(id);

    /// <param name="ids">The services.</param>
    /// <param name="isNamed">Whether each was asked for: then there is something to tell of each.</param>
    public void AddServices(IEnumerable<string> ids, bool isNamed)
    {
        foreach (string id in ids)
        {
            _services.Add(id);
            _ = isNamed && _named.Add(id);
        }
    }

    /// <summary>Whether a service may be meant.</summary>
    public bool IsMeant(SwarmService service) => _nodes.Count > 0 || _services.Contains(service.Id);

    /// <summary>Whether there is something to do for a plan, or to tell of it.</summary>
    public bool IsWanted(PlacementPlan plan) => _named.Contains(plan.Service.Id)
        || ((_services.Contains(plan.Service.Id) || _nodes.Any(plan.LeadsTo)) && (!plan.IsDone || (plan.Obstacle is not null && plan.Service.Mode == SwarmServiceMode.Replicated)));
}
