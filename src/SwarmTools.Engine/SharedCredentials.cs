using System;
using System.Net.Http;
using System.Threading;
using Docker.DotNet;

namespace SwarmTools.Engine;

/// <summary>Makes Docker.DotNet send through the connection's pooled handler instead of one of its own.</summary>
internal sealed class SharedCredentials : Credentials
{
    private readonly HttpMessageHandler _handler;

    private SharedCredentials(HttpMessageHandler handler) => _handler = handler;

    /// <summary>A client that names no version of the API: the handler does.</summary>
    public static DockerClient Client(HttpMessageHandler handler)
    {
        // The address only fills the Host header: the handler knows where to go.
        using DockerClientConfiguration configuration = new(
            new Uri("http://engine/"), new SharedCredentials(handler), Timeout.InfiniteTimeSpan);
        return configuration.CreateClient();
    }

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler) => _handler;

    public override bool IsTlsCredentials() => false;
}
