using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>How many tasks there are, and on which nodes.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>The number of tasks of a replicated service, or of completions of a replicated job. The default of a new one is 1.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? Replicas { get; set; }

    /// <summary>How many tasks of a replicated job run at a time. The default of a new one is all.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? MaxConcurrent { get; set; }

    /// <summary>How many tasks of the service one node may run; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? MaxReplicasPerNode { get; set; }

    /// <summary>What nodes must be like, such as node.role==worker or node.labels.zone!=b.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(ConstraintCompleter))]
    public string[]? Constraint { get; set; }

    /// <summary>What tasks are spread over, the most important first, such as spread=node.labels.zone.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(PreferenceCompleter))]
    public string[]? PlacementPreference { get; set; }

    /// <summary>What nodes must run on, such as linux/amd64; the default is what the image's registry says. No flag of docker does this for services.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    private void AddPlacement(SpecEdits edits)
    {
        if (Replicas is { } count)
        {
            edits.Add(ReplicaEdits.Set("-Replicas", count));
        }

        if (MaxConcurrent is { } concurrent)
        {
            edits.Add(ReplicaEdits.MaxConcurrent("-MaxConcurrent", concurrent));
        }

        edits.Set(ServiceOptions.MaxReplicasPerNode, "-MaxReplicasPerNode", MaxReplicasPerNode);
        if (MaxReplicasPerNode > 0)
        {
            edits.Add(ReplicaEdits.RequireReplicated("-MaxReplicasPerNode"));
        }

        edits.Replace(ServiceOptions.Constraints, "-Constraint", Read("-Constraint", Constraint, text => ConstraintSyntax.Parse((string)text)));
        edits.Replace(ServiceOptions.Preferences, "-PlacementPreference", Read("-PlacementPreference", PlacementPreference, text => PreferenceSyntax.Parse((string)text)));
        edits.Replace(ServiceOptions.Platforms, "-Platform", Read("-Platform", Platform, text => Syntax.Platform.Parse((string)text)));
    }
}
