using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>Removes stacks with their history: their services, and when all tasks have ended their networks, secrets and configs, so that the same can be deployed at once.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmStack", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmStackCommand : RemoveObjectCommand<SwarmStack>
{
    private readonly List<SwarmStack> _stacks = [];

    /// <summary>Names or stacks; wildcards are accepted. All are removed together.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>How long to wait at most for the tasks to end. The default is 2 minutes. Networks of tasks that did not end are left.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = ServiceRemover.DefaultTimeout;

    /// <summary>Leaves the revisions of the stacks and of their services, so that Restore-SwarmServiceRevision can bring these to services of the same names.</summary>
    [Parameter]
    public SwitchParameter KeepHistory { get; set; }

    private protected override ObjectKind<SwarmStack> Kind => ObjectKinds.Stack;

    private protected override void Process() => RemoveEach(Name, (stack, _) => _stacks.Add(stack));

    private protected override void End()
    {
        foreach (StackRemoval removal in StreamOf<SwarmStack, StackRemoval>(
            _stacks,
            (engine, stacks, emit, stop) => new ServiceOperations(engine).StackRemover.RunAsync([.. stacks.Select(stack => stack.Name)], Timeout, KeepHistory, emit, stop)))
        {
            if (removal.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, removal.Name));
            }
            else
            {
                WriteVerbose($"The {removal.Noun} '{removal.Name}' is gone.");
            }
        }
    }
}
