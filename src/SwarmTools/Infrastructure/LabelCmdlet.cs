using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that changes the labels of secrets or configs: the engine lets nothing else of them be changed.</summary>
/// <remarks>-Label replaces all labels, -AddLabel and -RemoveLabel change a part of them; what is removed goes first.</remarks>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class LabelCmdlet<T> : GetObjectCommand<T>
    where T : SwarmObject
{
    private readonly HashSet<(LiveConnection, string)> _done = [];
    private LabelChange _change = new();

    private protected LabelCmdlet()
    {
    }

    /// <summary>All labels: hashtables or KEY=VALUE. What says of which secret or config one is a version stays.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? Label { get; set; }

    /// <summary>Labels to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? AddLabel { get; set; }

    /// <summary>Keys of labels to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public string[]? RemoveLabel { get; set; }

    /// <summary>Returns what was changed, as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The secrets or configs of a swarm.</summary>
    private protected abstract Func<ISwarmEngine, IContentStore<T>> Store { get; }

    private protected override void Begin() => _change = new()
    {
        Replaced = Label is null ? null : PairSyntax.Parse(Label, "-Label"),
        Added = PairSyntax.Parse(AddLabel ?? [], "-AddLabel"),
        Removed = RemoveLabel ?? [],
    };

    /// <summary>Changes what references mean, each object once: a name and a wildcard may both mean it.</summary>
    private protected void ChangeEach(IEnumerable<SwarmReference> references) =>
        ForEachTarget(references, reference => ForEachTarget(Find(reference), item =>
        {
            LiveConnection live = LiveOf(SwarmReference.To(item));
            if (_done.Add((live, item.Id)) && ShouldProcess($"{Kind.Noun} '{item.Name}' in {live.SwarmName}", "Change labels"))
            {
                Change(item, live);
            }
        }));

    private void Change(T item, LiveConnection live)
    {
        (T now, bool isChanged) = Ask(live, (engine, stop) => new ContentLabeller<T>(Store(engine)).ChangeAsync(item, _change, stop));
        WriteVerbose(isChanged ? $"{item.Name}: changed." : $"{item.Name}: all is as asked already; nothing was sent.");
        if (PassThru)
        {
            WriteObject(Attach([now], live), enumerateCollection: true);
        }
    }
}
