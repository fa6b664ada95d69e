using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Completion;

/// <summary>Completes the secrets that a volume's driver gets: <c>KEY=NAME</c>.</summary>
internal sealed class VolumeSecretCompleter : EngineCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        string text = request.Word.Text;
        int equals = text.IndexOf('=');
        return equals < 0 ? [] : request.Word.Complete(Ask(request, (engine, stop) => FindAsync(engine, request, stop)), kept: text[..(equals + 1)]);
    }

    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        [.. (await engine.ListSecretsAsync(stop).ConfigureAwait(false)).Select(secret => new CompletionItem(secret.Name, About.Of(secret)))];
}
