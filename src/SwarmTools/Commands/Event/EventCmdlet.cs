using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Events;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that reads events.</summary>
public abstract class EventCmdlet : ConnectedCmdlet
{
    private readonly Dictionary<LiveConnection, List<SwarmReference>> _wanted = [];

    private protected EventCmdlet()
    {
    }

    /// <summary>Only events of these: names, ids or objects; wildcards are accepted. The default is all of the swarm.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmNode), typeof(SwarmSecret), typeof(SwarmConfig), typeof(SwarmNetwork))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Only events of these kinds of objects.</summary>
    [Parameter]
    [Word(typeof(SwarmEventType))]
    [ArgumentCompleter(typeof(EnumCompleter<SwarmEventType>))]
    public SwarmEventType[] Type { get; set; } = [];

    /// <summary>Only these actions, such as create, update or remove; wildcards are accepted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? Action { get; set; }

    /// <summary>Also what the engine of the connection does for itself: its containers, images, volumes and networks.</summary>
    [Parameter]
    public SwitchParameter IncludeLocal { get; set; }

    private protected sealed override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        LiveConnection live = LiveOf(name);
        if (!_wanted.TryGetValue(live, out List<SwarmReference>? wanted))
        {
            _wanted[live] = wanted = [];
        }

        wanted.Add(name);
    });

    /// <summary>The swarms asked, each with the events of it that are wanted.</summary>
    private protected IReadOnlyList<(LiveConnection Live, EventSource Source, EventFilter Filter)> Sources()
    {
        WildcardPattern[]? actions = Action?.Select(NamePattern.Of).ToArray();
        return [.. _wanted.Select(wanted => (wanted.Key, new EventSource(wanted.Key.Engine, wanted.Key.Engine, SystemClock.Instance), FilterOf(wanted.Value, actions)))];
    }

    /// <summary>What the engines are asked for.</summary>
    private protected EventRequest Request(DateTimeOffset? since, DateTimeOffset? until) => new() { Types = Type, Since = since, Until = until, WithLocal = IncludeLocal };

    private EventFilter FilterOf(IReadOnlyList<SwarmReference> wanted, WildcardPattern[]? actions)
    {
        EventFilter filter = new() { Types = Type, IsAction = action => NamePattern.IsAny(actions, action) };
        if (wanted.Any(reference => reference is { Id: "", Name: "*" }))
        {
            return filter;
        }

        // Of texts nobody knows whether they are names or ids: the object may be gone.
        WildcardPattern[] names = [.. wanted.Where(reference => reference.Id.Length == 0).Select(reference => NamePattern.Of(reference.Name))];
        return filter with
        {
            Ids = [.. wanted.Select(reference => reference.Id.Length > 0 ? reference.Id : reference.Name)],
            IsName = name => NamePattern.IsAny(names, name),
        };
    }
}
