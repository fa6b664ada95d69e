using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Text;

namespace SwarmTools.Completion;

/// <summary>Completes names of the swarm's objects, and ids where one was begun.</summary>
/// <param name="kind">The kind of object.</param>
/// <param name="about">What the list says of an object.</param>
internal abstract class NameCompleter<T>(ObjectKind<T> kind, Func<T, string> about) : EngineCompleter
    where T : SwarmObject
{
    // So much of an id must be there before ids are offered beside names.
    private const int ShortestId = 2;

    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        IReadOnlyList<T> all = [.. (await kind.ListAsync(engine, stop).ConfigureAwait(false)).Where(item => !item.IsHidden && IsWanted(item))];
        string begun = request.Word.Text;
        bool isId = kind.HasShortIds && begun.Length >= ShortestId && !WildcardPattern.ContainsWildcardCharacters(begun);
        return
        [
            .. all.GroupBy(item => item.Name, StringComparer.Ordinal).SelectMany(same => same.Count() == 1 ? [new CompletionItem(same.Key, about(same.First()))] : same.Select(ById)),
            .. all.Where(item => isId && item.Id.StartsWith(begun, StringComparison.Ordinal)).Select(ById),
        ];
    }

    /// <summary>Whether an object may stand here.</summary>
    private protected virtual bool IsWanted(T item) => true;

    // Nodes and networks may share a name: only the id tells which is meant.
    private CompletionItem ById(T item) => new(item.Id, $"{item.Name}: {about(item)}") { Shown = $"{item.Name} ({View.ShortId(item.Id)})" };
}
