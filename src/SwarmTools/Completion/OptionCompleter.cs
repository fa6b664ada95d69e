using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Completion;

/// <summary>Completes short forms made of keys and values, such as <c>type=volume,source=data</c>, in quotes or without.</summary>
/// <param name="keys">The keys that there are.</param>
internal abstract class OptionCompleter(params OptionKey[] keys) : EngineCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        string text = request.Word.Text;
        int start = text.LastIndexOf(',') + 1;
        string part = text[start..];
        int equals = part.IndexOf('=');
        IReadOnlyList<string> before = [.. request.Before(), .. text[..start].Split([','], StringSplitOptions.RemoveEmptyEntries)];
        if (equals >= 0)
        {
            OptionKey? key = Array.Find(keys, each => each.Is(part[..equals]));
            return request.Word.Complete(key is null ? [] : ValuesOf(request, key, before), kept: text[..(start + equals + 1)]);
        }

        IReadOnlyList<CompletionItem> names = before.Count == 0 ? Ask(request, (engine, stop) => FindAsync(engine, request, stop)) : [];
        IEnumerable<CompletionItem> free = Free(before).Select(each => new CompletionItem(each.IsFlag ? each.Name : each.Name + "=", each.About));

        // Where a name is enough, the long form begins with its first key.
        return request.Word.Complete(names.Count == 0 ? free : [.. names, .. free.Take(1)], kept: text[..start]);
    }

    /// <summary>What may stand alone: names of what is used, or nothing.</summary>
    private protected override Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<CompletionItem>>([]);

    /// <summary>The values of a key; <paramref name="before"/> is what was said already.</summary>
    private protected virtual IEnumerable<CompletionItem> ValuesOf(CompletionRequest request, OptionKey key, IReadOnlyList<string> before) =>
        key.FindAsync is { } find ? Ask(request, find) : key.Values.Select(value => new CompletionItem(value));

    /// <summary>The value that was given to a key; null for none.</summary>
    private protected static string? Said(IReadOnlyList<string> before, string key) =>
        before.LastOrDefault(text => text.StartsWith(key + "=", StringComparison.OrdinalIgnoreCase))?[(key.Length + 1)..];

    private IEnumerable<OptionKey> Free(IReadOnlyList<string> before)
    {
        string type = Said(before, "type") ?? "";
        return keys.Where(key => (key.IsRepeated || !before.Any(text => key.Is(text.Split('=')[0]))) && (key.Type.Length == 0 || key.Type == (type.Length > 0 ? type : "volume")));
    }
}
