using System;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Cluster;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Changes settings of the swarm. What is not named stays as it is; nothing is sent where all is as asked already.</summary>
[Cmdlet(VerbsCommon.Set, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Swarm))]
public sealed class SetSwarmCommand : ConnectedCmdlet
{
    /// <summary>The swarm, as Get-Swarm returns it; without it, that of the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Swarm? InputObject { get; set; }

    /// <summary>Whether managers ask for the unlock key after each restart. Get-SwarmUnlockKey shows it; without it a manager that was restarted is lost.</summary>
    [Parameter]
    public bool? AutoLock { get; set; }

    /// <summary>How many ended tasks are kept for each slot.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TaskHistoryLimit { get; set; }

    /// <summary>How long the nodes' certificates are valid, an hour at least. They are renewed with the new length as they come to half of their life.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? CertificateExpiry { get; set; }

    /// <summary>Authorities elsewhere that sign the nodes' certificates: protocol=cfssl,url=URL,cacert=PATH, or hashtables with these keys. They take the place of those before; @() for none.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    public object[]? ExternalCA { get; set; }

    /// <summary>How often nodes report, in whole seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? DispatcherHeartbeat { get; set; }

    /// <summary>How many log entries of the managers are between two snapshots of their state.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? SnapshotInterval { get; set; }

    /// <summary>How many older snapshots are kept besides the newest.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? MaxSnapshots { get; set; }

    /// <summary>All labels of the swarm: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? Label { get; set; }

    /// <summary>Labels to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? AddLabel { get; set; }

    /// <summary>Keys of labels to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public string[]? RemoveLabel { get; set; }

    /// <summary>Returns the swarm as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        SwarmChange change = Change();
        LiveConnection live = InputObject?.Connection is { } own && Connection is null ? Open(own.Settings) : Live;
        if (!ShouldProcess(live.SwarmName, "Change settings"))
        {
            return;
        }

        (Swarm swarm, bool isChanged) = Await(stop => new ClusterOperations(live.Engine).Swarm.ChangeAsync(change, stop));
        WriteVerbose(isChanged ? "The swarm was changed." : "All is as asked already; nothing was sent.");
        if (PassThru)
        {
            WriteObject(Attach([swarm], live), enumerateCollection: true);
        }
    }

    private SwarmChange Change() => new()
    {
        AutoLock = AutoLock,
        TaskHistoryLimit = TaskHistoryLimit,
        CertificateExpiry = CertificateExpiry,
        ExternalCas = ExternalCA is null ? null : [.. CommaList.Join(ExternalCA)!.Select(authority => ExternalCa.Parse(authority, path => PathResolver.Read(this, path)))],
        DispatcherHeartbeat = DispatcherHeartbeat,
        SnapshotInterval = SnapshotInterval,
        MaxSnapshots = MaxSnapshots,
        Labels = new()
        {
            Replaced = Label is null ? null : PairSyntax.Parse(Label, "-Label"),
            Added = PairSyntax.Parse(AddLabel ?? [], "-AddLabel"),
            Removed = RemoveLabel ?? [],
        },
    };
}
