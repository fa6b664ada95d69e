using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Changes how many tasks services have, and waits until they run or have stopped.</summary>
[Cmdlet(VerbsCommon.Resize, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ToNumber)]
[OutputType(typeof(SwarmService))]
public sealed class ResizeSwarmServiceCommand : ServiceChangeCmdlet
{
    private const string ToNumber = "ToNumber";
    private const string ByNumber = "ByNumber";
    private const string ByShare = "ByShare";

    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
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

    private protected override void Process() => Change(Name, Action(), _ =>
    {
        SpecEdits edits = new();
        edits.Add(ParameterSetName switch
        {
            ByNumber => ReplicaEdits.Add("-Add", Add),
            ByShare => ReplicaEdits.Scale("-Percent", Percent),
            _ => ReplicaEdits.Set("-Replicas", Replicas),
        });
        return edits;
    });

    private string Action() => ParameterSetName switch
    {
        ByNumber => $"Resize by {Add} tasks",
        ByShare => $"Resize to {Percent} percent",
        _ => $"Resize to {Replicas} tasks",
    };
}
