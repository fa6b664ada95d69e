using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Gets the services of the swarm, with the counts of their tasks: all, some, or those that use what is piped in.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmService")]
[OutputType(typeof(SwarmService))]
public sealed class GetSwarmServiceCommand : GetObjectCommand<SwarmService>
{
    private readonly HashSet<(SwarmConnection?, string)> _written = [];
    private Func<SwarmService, bool>? _isWanted;

    /// <summary>Names, ids or services; wildcards are accepted. Of nodes, secrets, configs and networks: the services that use them; of stacks: theirs. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmNode), typeof(SwarmSecret), typeof(SwarmConfig), typeof(SwarmNetwork), typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Only services of these stacks; wildcards are accepted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public string[]? Stack { get; set; }

    /// <summary>Only services with all these labels: KEY, KEY=VALUE, or hashtables.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? Label { get; set; }

    /// <summary>Only services of these modes.</summary>
    [Parameter]
    [Word(typeof(SwarmServiceMode))]
    [ArgumentCompleter(typeof(EnumCompleter<SwarmServiceMode>))]
    public SwarmServiceMode[]? Mode { get; set; }

    private protected override ObjectKind<SwarmService> Kind { get; } =
        ObjectKinds.Service with { ListAsync = (engine, stop) => new ServiceFinder(engine, engine, engine).ListAsync(stop) };

    private protected override void Begin()
    {
        if (Label is null && Stack is null && Mode is null)
        {
            return;
        }

        IReadOnlyList<LabelFilter> labels = [.. (Label ?? []).SelectMany(LabelFilter.Parse)];
        WildcardPattern[]? stacks = Stack?.Select(NamePattern.Of).ToArray();
        _isWanted = service => labels.All(label => label.IsMet(service.Labels))
            && NamePattern.IsAny(stacks, service.StackName)
            && (Mode is null || Mode.Contains(service.Mode));
    }

    private protected override void Process() => ForEachTarget(Name, reference =>
    {
        IReadOnlyList<SwarmService> found = reference.Kind is null || reference.Kind == typeof(SwarmService) ? Find(reference) : UsersOf(reference);
        WriteObject(found.Where(service => _isWanted?.Invoke(service) != false && IsNew(service)), enumerateCollection: true);
    });

    // One list has each service once: only several references can mean the same.
    private bool IsNew(SwarmService service) => (Name.Length == 1 && !MyInvocation.ExpectingInput) || _written.Add((service.Connection, service.Id));

    private IReadOnlyList<SwarmService> UsersOf(SwarmReference used)
    {
        used.RequireUsable();
        LiveConnection live = LiveOf(used);
        IReadOnlyList<SwarmService> all = All(live);
        return Ask(live, (engine, stop) => new ServiceFinder(engine, engine, engine).UsersAsync(used.Kind!, used.Id, all, stop));
    }
}
