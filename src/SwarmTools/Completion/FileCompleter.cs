using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes secrets or configs that a service reads: names, or <c>source=NAME,target=PATH,uid=0,gid=0,mode=0444</c>.</summary>
/// <param name="kind">Which of the two.</param>
/// <param name="about">What the list says of one.</param>
internal abstract class FileCompleter<T>(ObjectKind<T> kind, Func<T, string> about) : OptionCompleter(
    new("source", $"the name of the {kind.Noun}") { Aliases = ["src", "name"], FindAsync = (engine, stop) => NamesAsync(kind, about, engine, stop) },
    new("target", "the path in the container") { Aliases = ["dst"] },
    new("uid", "who owns the file") { Values = ["0"] },
    new("gid", "the group that owns the file") { Values = ["0"] },
    new("mode", "the permissions of the file") { Values = ["0444", "0440", "0400"] })
    where T : SwarmObject
{
    private protected override Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        NamesAsync(kind, about, engine, stop);

    private static async Task<IReadOnlyList<CompletionItem>> NamesAsync(ObjectKind<T> kind, Func<T, string> about, ISwarmEngine engine, CancellationToken stop) =>
        [.. (await kind.ListAsync(engine, stop).ConfigureAwait(false)).Where(item => !item.IsHidden).Select(item => new CompletionItem(item.Name, about(item)))];
}
