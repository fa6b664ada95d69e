using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Says why a server was refused, which the framework's handler keeps to itself.</summary>
internal sealed class ExplainedTlsHandler(HttpMessageHandler inner, ServerCheck check, SwarmEndpoint endpoint) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (check.LastRefusal.Length > 0)
        {
            throw TransportErrors.Handshake(endpoint, check.LastRefusal, failure);
        }
    }
}
