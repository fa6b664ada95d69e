using System.Management.Automation;
using SwarmTools.History;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that brings services back to what they were, which is a rollout with a revision of its own.</summary>
public abstract class ReturnCmdlet : GuardedServiceCmdlet
{
    private protected ReturnCmdlet()
    {
    }

    /// <summary>Why, for Get-SwarmServiceHistory.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    /// <summary>How many revisions of a service are kept in the swarm. The default is 10; with 0 none is left when the rollout ends, earlier ones neither.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int HistoryLimit { get; set; } = ServiceHistory.DefaultLimit;
}
