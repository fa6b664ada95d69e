using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that changes services that exist. What is not named stays as it is.</summary>
/// <remarks>-X replaces the whole list, -AddX and -RemoveX change a part of it; what is removed goes first.</remarks>
public abstract partial class ServiceEditCmdlet : ServiceOptionsCmdlet
{
    private readonly Dictionary<LiveConnection, ServiceChangeResolver> _resolvers = [];
    private readonly ConcurrentQueue<string> _warnings = new();

    private protected ServiceEditCmdlet()
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

    /// <summary>The image, such as nginx:1.27. It is pinned to the digest that its registry has now.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string? Image { get; set; }

    /// <summary>Replaces all tasks, although nothing of the service changed.</summary>
    [Parameter]
    public SwitchParameter ForceUpdate { get; set; }

    /// <summary>Takes the registry login away that the nodes have for the service.</summary>
    [Parameter]
    public SwitchParameter ClearRegistryCredential { get; set; }

    /// <summary>What the parameters ask for.</summary>
    private protected ServiceChange Wish { get; private set; } = new();

    private protected override RegistrySending Sending => ClearRegistryCredential ? RegistrySending.Clear : base.Sending;

    private protected override void Begin()
    {
        if (ClearRegistryCredential && (WithRegistryAuth || RegistryCredential is not null))
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-ClearRegistryCredential takes the login away, so it goes with no parameter that sends one.");
        }

        Wish = Gather(ReadOne("-Image", Image, text => ImageName.Require((string)text)) ?? "");
    }

    private protected override void BreakOff()
    {
        WriteWarnings();
        base.BreakOff();
    }

    // Operations tell them from threads of their own.
    private protected void WriteWarnings()
    {
        while (_warnings.TryDequeue(out string? warning))
        {
            WriteWarning(warning);
        }
    }

    /// <summary>The edits for a service, and the registry login that goes with them.</summary>
    private protected Task<(IReadOnlyList<SpecEdit> Edits, RegistryLogin? Login)> DecideAsync(SwarmService service, LiveConnection live, CancellationToken stop) =>
        ResolverOf(live).ResolveAsync(service, _warnings.Enqueue, stop);

    /// <summary>What needs nothing from the swarm. What a connection is not to be used for is refused here, before anything is asked.</summary>
    private protected SpecEdits Known(LiveConnection live)
    {
        ResolverOf(live);
        return Wish.Edits;
    }

    private ServiceChangeResolver ResolverOf(LiveConnection live)
    {
        if (!_resolvers.TryGetValue(live, out ServiceChangeResolver? resolver))
        {
            (ImageResolver images, RegistryAccess registries) = RegistriesOf(live);
            _resolvers[live] = resolver = new(Wish, new(live.Engine, live.Engine, live.Engine), images, registries);
        }

        return resolver;
    }

    private protected override ServiceChange Gather(string image)
    {
        ServiceChange change = base.Gather(image);
        AddLists(change.Edits);
        if (ForceUpdate)
        {
            change.Edits.Add(ServiceOptions.ForceUpdate("-ForceUpdate"));
        }

        return change with
        {
            Networks = change.Networks with
            {
                Added = Read("-AddNetwork", CommaList.Join(AddNetwork), NetworkSyntax.Parse) ?? [], Removed = Read("-RemoveNetwork", CommaList.Join(RemoveNetwork), NetworkSyntax.Parse) ?? [],
            },
            Secrets = change.Secrets with
            {
                Added = Read("-AddSecret", CommaList.Join(AddSecret), FileReferenceSyntax.Parse) ?? [], Removed = Read("-RemoveSecret", CommaList.Join(RemoveSecret), FileReferenceSyntax.Parse) ?? [],
            },
            Configs = change.Configs with
            {
                Added = Read("-AddConfig", CommaList.Join(AddConfig), FileReferenceSyntax.Parse) ?? [], Removed = Read("-RemoveConfig", CommaList.Join(RemoveConfig), FileReferenceSyntax.Parse) ?? [],
            },
        };
    }
}
