using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SwarmTools.Testing;

/// <summary>An engine on loopback that answers what it is told to, for what a real one cannot do on demand; it records what it was sent.</summary>
public sealed partial class FakeEngine : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, Func<RecordedRequest, HttpContext, Task>> _answers = new(StringComparer.Ordinal);
    private readonly WebApplication _server;

    private FakeEngine(WebApplication server, string apiVersion)
    {
        _server = server;
        ApiVersion = apiVersion;
        Answer("GET", "/_ping", (_, context) => context.Response.WriteAsync("OK"));
        Answer("GET", "/info", EngineJson.Info());
        Answer("GET", "/nodes", "[]");
    }

    /// <summary>The newest API version, which engines name in every answer.</summary>
    public string ApiVersion { get; set; }

    /// <summary>The address, for -HostUri.</summary>
    public string HostUri { get; private set; } = "";

    /// <summary>What was sent, in order; pings left out.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests.Where(request => request.Path != "/_ping")];

    /// <summary>Starts an engine on a free port of 127.0.0.1, or on a unix socket.</summary>
    /// <param name="apiVersion">Its newest API version.</param>
    /// <param name="socketPath">The path of the socket; null for a port.</param>
    /// <param name="listen">Changes how the port listens, for TLS.</param>
    /// <param name="address">An address of loopback; null for 127.0.0.1.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    public static async Task<FakeEngine> StartAsync(
        string apiVersion = "1.51", string? socketPath = null, Action<ListenOptions>? listen = null, IPAddress? address = null, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Answers without an end are part of the game: disposing must not wait for them.
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromMilliseconds(200));
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            if (socketPath is null)
            {
                server.Listen(address ?? IPAddress.Loopback, port, options => listen?.Invoke(options));
            }
            else
            {
                server.ListenUnixSocket(socketPath);
            }
        });
        FakeEngine engine = new(builder.Build(), apiVersion);
        engine._server.Run(engine.ServeAsync);
        await engine._server.StartAsync().ConfigureAwait(false);
        Uri listening = new(engine._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        engine.HostUri = socketPath is null
            ? (listening.Scheme == "https" ? "https" : "tcp") + $"://{address ?? IPAddress.Loopback}:" + listening.Port.ToString(CultureInfo.InvariantCulture)
            : "unix://" + socketPath;
        return engine;
    }

    /// <summary>Answers with JSON.</summary>
    public FakeEngine Answer(string method, string path, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        Answer(method, path, (_, context) =>
        {
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(json);
        });

    /// <summary>Refuses with the engine's kind of error.</summary>
    public FakeEngine Refuse(string method, string path, HttpStatusCode status, string message) =>
        Answer(method, path, JsonSerializer.Serialize(new { message }), status);

    /// <summary>Answers by code.</summary>
    public FakeEngine Answer(string method, string path, Func<RecordedRequest, HttpContext, Task> answer)
    {
        _answers[method + " " + path] = answer;
        return this;
    }

    /// <summary>The last request of a kind.</summary>
    public RecordedRequest Sent(string method, string path) => Requests.Last(request => request.Method == method && request.Path == path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _server.DisposeAsync().ConfigureAwait(false);

    private async Task ServeAsync(HttpContext context)
    {
        RecordedRequest request = await ReadAsync(context.Request).ConfigureAwait(false);
        _requests.Enqueue(request);
        context.Response.Headers["Api-Version"] = ApiVersion;
        if (_answers.TryGetValue(request.Method + " " + request.Path, out Func<RecordedRequest, HttpContext, Task>? answer))
        {
            await answer(request, context).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        await context.Response.WriteAsJsonAsync(new { message = "page not found" }).ConfigureAwait(false);
    }

    private static async Task<RecordedRequest> ReadAsync(HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync().ConfigureAwait(false);
        Match path = VersionedPath().Match(request.Path.Value ?? "");
        return new(
            request.Method,
            path.Groups["version"].Value,
            path.Groups["path"].Value,
            Uri.UnescapeDataString(request.QueryString.Value ?? ""),
            body,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^(/v(?<version>[0-9.]+))?(?<path>/.*)$")]
    private static partial Regex VersionedPath();
}
