using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Gets the nodes of the swarm.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmNode")]
[OutputType(typeof(SwarmNode))]
public sealed class GetSwarmNodeCommand : GetObjectCommand<SwarmNode>
{
    private IReadOnlyList<LabelFilter> _labels = [];

    /// <summary>Names, ids or nodes; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Only nodes of this role.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmNodeRole.Worker), nameof(SwarmNodeRole.Manager))]
    [Word(typeof(SwarmNodeRole))]
    public SwarmNodeRole? Role { get; set; }

    /// <summary>Only nodes in this state.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmNodeState.Ready), nameof(SwarmNodeState.Down), nameof(SwarmNodeState.Disconnected))]
    [Word(typeof(SwarmNodeState))]
    public SwarmNodeState? State { get; set; }

    /// <summary>Only nodes with all these labels, as docker node update sets them: KEY, KEY=VALUE, or hashtables.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? Label { get; set; }

    private protected override ObjectKind<SwarmNode> Kind => ObjectKinds.Node;

    private protected override void Begin() => _labels = [.. (Label ?? []).SelectMany(LabelFilter.Parse)];

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(
        Find(name).Where(node => (Role is null || node.Role == Role) && (State is null || node.State == State) && _labels.All(label => label.IsMet(node.Labels))),
        enumerateCollection: true));
}
