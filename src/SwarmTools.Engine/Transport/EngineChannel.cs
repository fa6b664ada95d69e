using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>The pooled connections to one engine.</summary>
/// <param name="handler">Sends requests.</param>
/// <param name="feeds">Sends those whose answers go on; may be the same.</param>
/// <param name="address">What paths are relative to.</param>
/// <param name="owned">Disposed with the channel.</param>
internal sealed class EngineChannel(HttpMessageHandler handler, HttpMessageHandler feeds, Uri address, IDisposable? owned = null) : IDisposable
{
    // No HttpClient: its timeout, its buffering and its proxy are not wanted.
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: true);
    private readonly HttpMessageInvoker _feeds = new(feeds, disposeHandler: true);

    /// <summary>The newest version of the API that the engine speaks, as its last answer said; null until it answered.</summary>
    /// <remarks>Every answer names it: an engine may be upgraded while a connection lives, and each manager may run another version.</remarks>
    public Version? ApiVersion { get; private set; }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (request.Method != HttpMethod.Get)
        {
            // .NET sends a request without content up to four times when the engine hangs up, even if it is a write.
            request.Content ??= new ByteArrayContent([]);
        }

        return SendAsync(_invoker, request, stop);
    }

    /// <summary>Sends a request whose answer goes on, such as a log.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken stop) => SendAsync(_feeds, request, stop);

    public void Dispose()
    {
        _invoker.Dispose();
        _feeds.Dispose();
        owned?.Dispose();
    }

    /// <summary>The version of the API that an answer names.</summary>
    public static Version? VersionOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Api-Version", out IEnumerable<string>? values) && Version.TryParse(values.First(), out Version? version)
            ? version
            : null;

    private async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker invoker, HttpRequestMessage request, CancellationToken stop)
    {
        request.RequestUri = new Uri(address, request.RequestUri!);
        HttpResponseMessage answer = await invoker.SendAsync(request, stop).ConfigureAwait(false);
        ApiVersion = VersionOf(answer) ?? ApiVersion;
        return answer;
    }
}
