using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Resources;
using SwarmTools.Services;
using SwarmTools.Stacks;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Removes stacks with their history: their services, and when all tasks have ended their networks, secrets and configs, so that the same can be deployed at once.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmStack", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmStackCommand : RemoveObjectCommand<SwarmStack>
{
    private readonly List<SwarmStack> _stacks = [];
    private readonly List<(SwarmVolume Volume, LiveConnection Swarm)> _volumes = [];
    private readonly Dictionary<(LiveConnection, string), IReadOnlyList<SwarmVolume>> _found = [];

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

    /// <summary>
    /// Removes the stacks' volumes too, with their data: on the node that the connection leads to, and on all others that this session is connected to.
    /// A warning names the nodes whose volumes are left.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeVolume { get; set; }

    private protected override string AlsoGone(SwarmStack stack, LiveConnection live)
    {
        if (!IncludeVolume)
        {
            return "";
        }

        IReadOnlyList<SwarmVolume> found = FindVolumes(stack, live);
        return found.Count == 0 ? ", which has no volume that can be reached" : $", with its volumes {string.Join(", ", found.Select(volume => $"'{volume.Name}' on '{volume.NodeName}'"))}";
    }

    private protected override ObjectKind<SwarmStack> Kind => ObjectKinds.Stack;

    private protected override void Process() => RemoveEach(Name, (stack, live) =>
    {
        _stacks.Add(stack);
        _volumes.AddRange(IncludeVolume ? FindVolumes(stack, live).Select(volume => (volume, live)) : []);
    });

    private protected override void End()
    {
        Tell(StreamOf<SwarmStack, StackRemoval>(
            _stacks,
            (engine, stacks, emit, stop) => new ServiceOperations(engine).StackRemover.RunAsync([.. stacks.Select(stack => stack.Name)], Timeout, KeepHistory, emit, stop)));
        List<SwarmVolume> free = [];
        foreach (IGrouping<LiveConnection, (SwarmVolume Volume, LiveConnection Swarm)> swarm in _volumes.GroupBy(volume => volume.Swarm))
        {
            ResourceUses uses = new(Ask(swarm.Key, (engine, stop) => engine.ListServicesAsync(stop)), []);
            foreach ((SwarmVolume volume, _) in swarm)
            {
                if (uses.MayMount(volume.Name))
                {
                    WriteError(ErrorRecords.From(new(ErrorId.VolumeInUse, $"The volume '{volume.Name}' on '{volume.NodeName}' was left: a service that is still there may mount it."), volume.Name));
                }
                else
                {
                    free.Add(volume);
                }
            }
        }

        Tell(StreamOf<SwarmVolume, StackRemoval>(free, (engine, volumes, emit, stop) => new StackVolumeRemover(engine, SystemClock.Instance).RunAsync(volumes, Timeout, emit, stop)));
    }

    private void Tell(IEnumerable<StackRemoval> removals)
    {
        foreach (StackRemoval removal in removals)
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

    // Asked for once for each stack: the question names them.
    private IReadOnlyList<SwarmVolume> FindVolumes(SwarmStack stack, LiveConnection live)
    {
        if (_found.TryGetValue((live, stack.Name), out IReadOnlyList<SwarmVolume>? known))
        {
            return known;
        }

        List<SwarmVolume> all = [];
        List<SwarmNode> left = [.. Ask(live, (engine, stop) => new StackVolumeNodes(engine, engine, engine).OfAsync(stack.Name, stop))];
        foreach (LiveConnection node in NodesOf(live))
        {
            all.AddRange(Attach(Ask(node, ObjectKinds.Volume.ListAsync), node).Where(volume => volume.StackName == stack.Name));
            left.RemoveAll(other => other.Id == node.Connection.NodeId);
        }

        if (left.Count > 0)
        {
            WriteWarning($"Volumes of the stack '{stack.Name}' on {string.Join(", ", left.Select(node => $"'{node.Name}'"))} are left: no connection of this session leads to these nodes alone. Connect to them first, or look and remove them there later: Get-SwarmVolume | Where-Object StackName -eq {stack.Name} | Remove-SwarmVolume.");
        }

        return _found[(live, stack.Name)] = all;
    }
}
