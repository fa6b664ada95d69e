using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that does one thing to the services it is given, and takes no options for it.</summary>
public abstract class NamedServiceCmdlet : ServiceChangeCmdlet
{
    private protected NamedServiceCmdlet()
    {
    }

    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>What a confirmation calls it.</summary>
    private protected abstract string Action { get; }

    /// <summary>Does it to one service.</summary>
    private protected abstract Task<ServiceUpdate> ChangeAsync(ServiceUpdater updater, SwarmService service, LiveConnection live, CancellationToken stop);

    private protected sealed override void Process() => Change(Name, Action, _ => new(), ChangeAsync);
}
