using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Brings stacks back to the revision before the one that they have, or to any revision: services get the specs that they had, with the versions of secrets and
/// configs that they read; those that are gone are made again; those that the revision does not have go last. A second time goes forth again.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "SwarmStack", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmStackResult))]
public sealed class UndoSwarmStackCommand : StackWorkCmdlet
{
    private readonly HashSet<(LiveConnection, string)> _seen = [];
    private readonly List<(string Stack, LiveConnection Live)> _found = [];
    private ObjectLists<SwarmStack>? _stacks;

    /// <summary>Names or stacks; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The number of the revision, as Get-SwarmStackHistory shows it. The default is the last good one before what the stack is now.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(StackRevisionCompleter))]
    public int? Revision { get; set; }

    /// <summary>Takes all back when something fails: services get the specs that they have now.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    /// <summary>Sends the logins for the images' registries, as 'docker login' keeps them, to the nodes that pull the images.</summary>
    [Parameter]
    public SwitchParameter WithRegistryAuth { get; set; }

    /// <summary>The login for the images' registry. It travels to the nodes that pull the images.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? RegistryCredential { get; set; }

    /// <summary>Sends registry logins over a connection that is not encrypted.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    /// <summary>How long the rollout of each service may take. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    /// <summary>Leaves the rollouts to the engine; services then do not wait for those they depend on.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Why, for Get-SwarmStackHistory. The default names the revision.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    /// <summary>How many revisions of the stack are kept in the swarm. The default is 10; with 0 none is, earlier ones neither.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int HistoryLimit { get; set; } = StackHistory.DefaultLimit;

    /// <summary>Goes back although the addresses of a network do not suffice: tasks that get none wait for one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Writes a report, as -ReportPath of Publish-SwarmStack does. Of several stacks the reports need a folder: one that is there, or one that ends with a slash and is made.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ReportPath { get; set; } = "";

    private protected override bool IsForced => Force;

    private protected override void Begin()
    {
        base.Begin();
        BeginReport(ReportPath);
    }

    private protected override void Process() => Report(
        () =>
        {
            RequireWatch(NoWait, RollbackOnFailure);
            ForEachTarget(Name, name =>
            {
                name.RequireUsable();
                LiveConnection live = LiveOf(name);
                _found.AddRange((_stacks ??= ListsOf(ObjectKinds.Stack)).Find(name, live).Where(stack => _seen.Add((live, stack.Name))).Select(stack => (stack.Name, live)));
            });
        },
        isLast: false);

    // All are found before the first is changed: then a place that has no room for their reports is refused in time.
    private protected override void End()
    {
        if (_found.Count == 0)
        {
            Report(() => { });
            return;
        }

        if (_found.Count > 1 && ReportPath.Length > 0)
        {
            new ReportPlace(PathResolver.NewPath(this, ReportPath)).RequireRoom(ReportPath);
        }

        for (int next = 0; next < _found.Count; next++)
        {
            if (next > 0)
            {
                BeginReport(ReportPath);
            }

            (string stack, LiveConnection live) = _found[next];
            ForEachTarget([stack], one => Report(() => Undo(one, live)));
        }
    }

    private void Undo(string stack, LiveConnection live)
    {
        (StackPlan plan, ObservedStack observed, SwarmStackRevision revision) = Ask(live, (engine, stop) => new ServiceOperations(engine).StackUndo.PlanAsync(stack, Revision, stop));
        RegistryAccess registries = Registries(live, WithRegistryAuth, RegistryCredential, AllowPlaintext);
        CarryOut(Checked(plan, observed, StackContents.None, live), "Bringing back", emit => new()
        {
            Timeout = Timeout,
            IsWatched = !NoWait,
            RollsBack = RollbackOnFailure,
            Reason = Reason.Length > 0 ? Reason : $"Back to revision {revision.Revision}.",
            HistoryLimit = HistoryLimit,
            LoginFor = (image, stop) => registries.ToSendAsync(image, warning => emit(new RolloutWarning(warning)), stop),
        });
    }
}
