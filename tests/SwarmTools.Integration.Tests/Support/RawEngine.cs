using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>The engine's API without anything between: for what neither docker nor the cmdlets can say.</summary>
public sealed class RawEngine(string hostUri, Version api) : IDisposable
{
    private readonly HttpClient _client = Client(hostUri);

    public async Task<JsonNode> PostAsync(string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.PostAsync(new Uri($"/v{api}{path}", UriKind.Relative), content);
        return await ReadAsync(path, answer);
    }

    /// <summary>Posts what may be refused, and returns the answer's body, empty where all is well.</summary>
    public async Task<string> TryPostAsync(string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.PostAsync(new Uri($"/v{api}{path}", UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(new Uri($"/v{api}{path}", UriKind.Relative));
        return await ReadAsync(path, answer);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<JsonNode> ReadAsync(string path, HttpResponseMessage answer)
    {
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {body}");
        return JsonNode.Parse(body)!;
    }

    private static HttpClient Client(string hostUri) => hostUri.StartsWith("unix://", StringComparison.Ordinal)
        ? new(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, stop) =>
            {
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(hostUri["unix://".Length..]), stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new("http://docker") }
        : new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new("http" + hostUri[hostUri.IndexOf(':', StringComparison.Ordinal)..]) };
}
