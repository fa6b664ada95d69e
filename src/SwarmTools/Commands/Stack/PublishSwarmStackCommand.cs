using System;
using System.Management.Automation;
using SwarmTools.Contents;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Brings a swarm to what the files of a stack say, as docker stack deploy does: looks once, plans, makes what is missing and changes what differs, each
/// service after those it depends on, and removes last. Waits until all have converged; what is as it should be is left alone.
/// </summary>
[Cmdlet(VerbsData.Publish, "SwarmStack", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmStackResult))]
public sealed class PublishSwarmStackCommand : StackCmdlet
{
    /// <summary>Removes services of the stack that its files do not have, when all else is done; before that only one whose published port is needed.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>When registries are asked for the digest of an image: Always (the default), Changed where another image runs than the file names, or Never.</summary>
    [Parameter]
    [ValidateSet("Always", "Changed", "Never")]
    public string ResolveImage { get; set; } = "Always";

    /// <summary>Sends the logins for the images' registries, as 'docker login' keeps them, to the nodes that pull the images.</summary>
    [Parameter]
    public SwitchParameter WithRegistryAuth { get; set; }

    /// <summary>The login for the images' registry. It travels to the nodes that pull the images.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? RegistryCredential { get; set; }

    /// <summary>Takes all back when something fails: services get the specs that they had, what was made goes, what went is made again.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    /// <summary>How many versions of each secret and config stay in any case, the newest among them; older ones that nobody needs go when all has succeeded. The default is 3.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int KeepVersion { get; set; } = ContentVersion.DefaultKept;

    /// <summary>How long the rollout of each service may take. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    /// <summary>Leaves the rollouts to the engine; services then do not wait for those they depend on.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Why, for Get-SwarmStackHistory.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    /// <summary>How many revisions of the stack are kept in the swarm. The default is 10; with 0 none is, earlier ones neither.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int HistoryLimit { get; set; } = StackHistory.DefaultLimit;

    /// <summary>Publishes although the addresses of a network do not suffice: tasks that get none wait for one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Writes what changed, how each service took it, how long it took, and errors with their remedies: as JSON to a path that ends in .json, as markdown to one that ends in .md,
    /// otherwise both, beside each other or in the folder that the path is. Also of a plan (-WhatIf), and when it fails.
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

    private protected override void Process() => Report(base.Process, isLast: false);

    private protected override void End() => Report(Publish);

    private void Publish()
    {
        RequireWatch(NoWait, RollbackOnFailure);
        RegistryAccess? registries = null;
        if (Prepare(Prune, (ImageResolving)Enum.Parse(typeof(ImageResolving), ResolveImage), live => registries = Registries(live, WithRegistryAuth, RegistryCredential, AllowPlaintext)) is not { } prepared)
        {
            return;
        }

        CarryOut(prepared, "Publishing", emit => OptionsOf(registries!, emit));
    }

    private StackApplyOptions OptionsOf(RegistryAccess registries, Action<object> emit) => new()
    {
        Timeout = Timeout,
        IsWatched = !NoWait,
        RollsBack = RollbackOnFailure,
        KeptVersions = KeepVersion,
        Reason = Reason,
        HistoryLimit = HistoryLimit,
        LoginFor = (image, stop) => registries.ToSendAsync(image, warning => emit(new RolloutWarning(warning)), stop),
    };
}
