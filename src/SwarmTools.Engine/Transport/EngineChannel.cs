using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>The pooled connections to one engine.</summary>
internal sealed class EngineChannel(HttpMessageHandler handler, Uri address, IDisposable? owned = null) : IDisposable
{
    // No HttpClient: its timeout, its buffering and its proxy are not wanted.
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: true);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        request.RequestUri = new Uri(address, request.RequestUri!);
        if (request.Method != HttpMethod.Get)
        {
            // .NET sends a request without content up to four times when the engine hangs up, even if it is a write.
            request.Content ??= new ByteArrayContent([]);
        }

        return _invoker.SendAsync(request, stop);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        owned?.Dispose();
    }
}
