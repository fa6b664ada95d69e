using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the revisions that are kept of stacks in the swarm, oldest first: who published what, when, why and with what outcome.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmStackHistory")]
[OutputType(typeof(SwarmStackRevision))]
public sealed class GetSwarmStackHistoryCommand : GetObjectCommand<SwarmStack>
{
    private readonly HashSet<(SwarmConnection?, string)> _seen = [];

    /// <summary>Names or stacks; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmStack> Kind => ObjectKinds.Stack;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        List<SwarmStack> stacks = [.. Find(name)];
        stacks.RemoveAll(stack => !_seen.Add((stack.Connection, stack.Name)));
        LiveConnection live = LiveOf(name);
        WriteObject(Attach(Ask(live, (engine, stop) => new ServiceOperations(engine).StackHistory.OfAsync(stacks, stop)), live), enumerateCollection: true);
    });
}
