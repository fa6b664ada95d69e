using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Sends requests whose answers go on, in the blocking way, so that their readers may block too.</summary>
/// <remarks>
/// Engines send each line of a log by itself. Once a socket was awaited, .NET wakes its event thread and a thread of the
/// pool, which spins before it sleeps, for every line that comes, whether somebody waits for it or not. A million lines took
/// 19 seconds so, and take 8 over a socket that was only ever read in a blocking way.
/// </remarks>
/// <param name="inner">Makes a connection for each request, and reads it only when told.</param>
internal sealed class FeedHandler(SocketsHttpHandler inner) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(inner, disposeHandler: true);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Send(request, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.Send(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _invoker.Dispose();
        }

        base.Dispose(disposing);
    }
}
