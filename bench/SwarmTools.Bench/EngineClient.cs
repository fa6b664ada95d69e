using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>Prepares the engine; nothing here is measured.</summary>
internal sealed class EngineClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, stop) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(EngineAddress.SocketPath), stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new("http://docker"),
    };

    /// <summary>The engine's own newest API version, which the module uses too.</summary>
    public async Task<string> ApiVersionAsync(CancellationToken stop)
    {
        using HttpResponseMessage answer = await _http.GetAsync("/_ping", stop);
        return answer.Headers.GetValues("Api-Version").Single();
    }

    /// <returns>The id.</returns>
    public async Task<string> CreateServiceAsync(JsonObject spec, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync("/services/create", spec, stop);
        await RequireSuccessAsync(answer, stop);
        JsonElement created = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        return created.GetProperty("ID").GetString()!;
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path, stop);
        await RequireSuccessAsync(answer, stop);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!;
    }

    /// <summary>Removes what is at a path, whatever else ends meanwhile.</summary>
    public async Task RemoveAsync(string path)
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(path, CancellationToken.None);
        await RequireSuccessAsync(answer, CancellationToken.None);
    }

    /// <summary>The last line of a service's log, with the engine's frame before it; empty while there is none.</summary>
    public async Task<string> LastLineAsync(string id, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _http.GetAsync($"/services/{id}/logs?stdout=1&tail=1", stop);
        await RequireSuccessAsync(answer, stop);
        return await answer.Content.ReadAsStringAsync(stop);
    }

    public void Dispose() => _http.Dispose();

    private static async Task RequireSuccessAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new BenchException($"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(stop)}");
        }
    }
}
