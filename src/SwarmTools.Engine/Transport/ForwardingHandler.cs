using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Lets another HTTP client send through an <see cref="EngineTransport"/>; its paths name no version of the API.</summary>
internal sealed class ForwardingHandler(EngineTransport transport) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[]? content = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        EngineRequest forwarded = new(request.Method, request.RequestUri!.PathAndQuery, version => Copy(request, version, content));
        // A network of another driver is made on one engine.
        bool isLocal = content is not null && forwarded.IsOfSwarm && !Encoding.UTF8.GetString(content).Contains("\"overlay\"");
        return await transport.SendAsync(isLocal ? new(request.Method, request.RequestUri!.PathAndQuery, version => Copy(request, version, content)) { IsOfSwarm = false } : forwarded, cancellationToken).ConfigureAwait(false);
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, Version version, byte[]? content)
    {
        HttpRequestMessage copy = new(request.Method, $"/v{version}{request.RequestUri!.PathAndQuery}");
        foreach (KeyValuePair<string, IEnumerable<string>> header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (content is not null)
        {
            copy.Content = new ByteArrayContent(content);
            foreach (KeyValuePair<string, IEnumerable<string>> header in request.Content!.Headers)
            {
                copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return copy;
    }
}
