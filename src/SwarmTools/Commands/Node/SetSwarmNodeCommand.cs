using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Nodes;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Changes nodes: their role, whether they take tasks, their labels. Nothing is sent where all is as asked already.</summary>
/// <remarks>What would leave too few managers that answer is refused, unless with -Force.</remarks>
[Cmdlet(VerbsCommon.Set, "SwarmNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmNode))]
public sealed class SetSwarmNodeCommand : GetObjectCommand<SwarmNode>
{
    private readonly HashSet<(LiveConnection, string)> _done = [];
    private NodeChange _change = new();

    /// <summary>Names, ids or nodes; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Manager or Worker; waited for until the node plays it.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmNodeRole.Worker), nameof(SwarmNodeRole.Manager))]
    [Word(typeof(SwarmNodeRole))]
    public SwarmNodeRole? Role { get; set; }

    /// <summary>Active takes tasks; Pause keeps those it has and takes no others; Drain lets all go elsewhere, at once and without a wait.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmNodeAvailability.Active), nameof(SwarmNodeAvailability.Pause), nameof(SwarmNodeAvailability.Drain))]
    [Word(typeof(SwarmNodeAvailability))]
    public SwarmNodeAvailability? Availability { get; set; }

    /// <summary>All labels: hashtables or KEY=VALUE.</summary>
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

    /// <summary>Makes workers of managers although too few managers may be left.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long to wait at most until a node plays its new role. The default is 2 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = NodeUpdater.DefaultTimeout;

    /// <summary>Returns the nodes as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ObjectKind<SwarmNode> Kind => ObjectKinds.Node;

    private protected override void Begin() => _change = new()
    {
        Role = Role,
        Availability = Availability,
        Labels = new()
        {
            Replaced = Label is null ? null : PairSyntax.Parse(Label, "-Label"),
            Added = PairSyntax.Parse(AddLabel ?? [], "-AddLabel"),
            Removed = RemoveLabel ?? [],
        },
    };

    private protected override void Process() => ForEachTarget(Name, name => ForEachTarget(Find(name), node =>
    {
        LiveConnection live = LiveOf(SwarmReference.To(node));
        if (_done.Add((live, node.Id)) && ShouldProcess($"node '{node.Name}' in {live.SwarmName}", "Change"))
        {
            Change(node, live);
        }
    }));

    private void Change(SwarmNode node, LiveConnection live)
    {
        NodeUpdater nodes = new ClusterOperations(live.Engine).Nodes;
        Action<IReadOnlyList<SwarmNode>>? guard = Role == SwarmNodeRole.Worker && !Force ? all => QuorumGuard.Require(all, [node.Id], $"Making a worker of '{node.Name}'") : null;
        (SwarmNode now, bool isChanged) = Await(stop => nodes.ChangeAsync(node, _change, guard, stop));
        if (Role is { } role)
        {
            now = Await(stop => nodes.WaitAsync(now, seen => NodeUpdater.Plays(seen, role), $"does not play the role {role} yet", Timeout, stop));
        }

        WriteVerbose(isChanged ? $"{node.Name}: changed." : $"{node.Name}: all is as asked already; nothing was sent.");
        if (PassThru)
        {
            WriteObject(Attach([now], live), enumerateCollection: true);
        }
    }
}
