using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Changes how many tasks services have, and waits until they run or have stopped.</summary>
[Cmdlet(VerbsCommon.Resize, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ToNumber)]
[OutputType(typeof(SwarmService))]
public sealed class ResizeSwarmServiceCommand : ServiceChangeCmdlet
{
    private const string ToNumber = "ToNumber";
    private const string ByNumber = "ByNumber";
    private const string ByShare = "ByShare";
    private const string ByTable = "ByTable";

    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ToNumber)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByNumber)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByShare)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The number of tasks from now on.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ToNumber)]
    [ValidateRange(0L, long.MaxValue)]
    public long Replicas { get; set; }

    /// <summary>How many tasks more; a negative number for fewer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByNumber)]
    public long Add { get; set; }

    /// <summary>The share of the present number, rounded up: 200 doubles it, 50 halves it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByShare)]
    [ValidateRange(0, 10000)]
    public int Percent { get; set; }

    /// <summary>The numbers of tasks of several services: a hashtable such as @{ web = 3; api = 2 }.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByTable)]
    [ValidateNotNull]
    public IDictionary Scale { get; set; } = new Hashtable();

    /// <summary>Resizes although the addresses of a network do not suffice.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool GuardsAddresses => !Force;

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByNumber:
                Resize(Name, $"Resize by {Add} tasks", ReplicaEdits.Add("-Add", Add));
                break;
            case ByShare:
                Resize(Name, $"Resize to {Percent} percent", ReplicaEdits.Scale("-Percent", Percent));
                break;
            case ByTable:
                foreach (KeyValuePair<string, long> count in ReplicaTable.Parse(Scale, "-Scale"))
                {
                    Resize([SwarmReference.To(count.Key)], $"Resize to {count.Value} tasks", ReplicaEdits.Set("-Scale", count.Value));
                }

                break;
            default:
                Resize(Name, $"Resize to {Replicas} tasks", ReplicaEdits.Set("-Replicas", Replicas));
                break;
        }
    }

    private void Resize(SwarmReference[] services, string action, SpecEdit edit) => Change(services, action, _ =>
    {
        SpecEdits edits = new();
        edits.Add(edit);
        return edits;
    });
}
