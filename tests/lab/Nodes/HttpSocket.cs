using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Asks an engine whether it answers.</summary>
internal sealed class HttpSocket : IDisposable
{
    private readonly HttpClient _client;

    public HttpSocket(string path) => _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, stop) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };

    public async Task<bool> PingAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync(new Uri("http://docker/_ping")).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();
}
