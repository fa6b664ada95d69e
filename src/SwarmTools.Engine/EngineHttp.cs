using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Transport;

namespace SwarmTools.Engine;

/// <summary>The thin JSON client: requests at the engine's own newest API version, answers as bytes.</summary>
/// <remarks>The version is never pinned or capped: an engine strips newer fields from requests that name an older one.</remarks>
internal sealed partial class EngineHttp(ConnectionSettings settings) : IDisposable
{
    private const int ShortestBuffer = 16 * 1024;

    /// <summary>Who has not answered a ping by then is taken for one that does not.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(30);

    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly EngineTransport _transport = new(settings);
    private int _usualLength = ShortestBuffer;

    public ConnectionSettings Settings => settings;

    /// <summary>The handler that Docker.DotNet shares.</summary>
    public HttpMessageHandler SharedHandler => _transport.SharedHandler;

    public async Task<EnginePing> PingAsync(CancellationToken stop)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(PingLimit);
        try
        {
            using HttpResponseMessage answer = await _transport.SendAsync(EngineRequest.Ping, silence.Token).ConfigureAwait(false);
            await RequireSuccessAsync(answer, EngineSubject.Engine, silence.Token).ConfigureAwait(false);
            Version version = EngineChannel.VersionOf(answer) ?? throw EngineErrors.NamesNoVersion(settings);
            return new() { ApiVersion = version, EngineTime = answer.Headers.Date };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw EngineErrors.IsSilent(settings, PingLimit);
        }
    }

    // ssh may ask somebody for a passphrase first.
    private TimeSpan PingLimit => settings.Endpoints.Any(endpoint => endpoint.Scheme == SwarmEndpointScheme.Ssh) ? Timeout.InfiniteTimeSpan : s_silence;

    public Task<PooledBody> GetAsync(string path, EngineSubject subject, CancellationToken stop) =>
        SendAsync(HttpMethod.Get, path, null, null, null, subject, stop);

    /// <summary>Gets an object; the login, if any, is for the registry that the engine is to ask.</summary>
    public async Task<JsonObject> GetObjectAsync(string path, EngineSubject subject, RegistryLogin? login, CancellationToken stop)
    {
        using PooledBody body = await SendAsync(HttpMethod.Get, path, null, login, null, subject, stop).ConfigureAwait(false);
        return ParseObject(body);
    }

    /// <summary>Posts JSON.</summary>
    public async Task<JsonObject> PostAsync(string path, JsonNode content, EngineSubject subject, CancellationToken stop)
    {
        using PooledBody body = await SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(content.ToJsonString()), null, null, subject, stop).ConfigureAwait(false);
        return body.Span.IsEmpty ? [] : ParseObject(body);
    }

    /// <summary>Gets an object, and tells at which version of the API.</summary>
    public async Task<(JsonObject Json, Version Api)> GetVersionedAsync(string path, EngineSubject subject, CancellationToken stop)
    {
        (PooledBody body, Version api) = await SendAsync(Request(HttpMethod.Get, path, null, null, null), subject, stop).ConfigureAwait(false);
        using (body)
        {
            return (ParseObject(body), api);
        }
    }

    /// <summary>Posts the whole spec of a service; the login, if any, is for the nodes that pull its image.</summary>
    /// <param name="path">The path.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="subject">The service.</param>
    /// <param name="readAt">The version that the spec was read at; null for a new one.</param>
    /// <param name="login">The login.</param>
    /// <param name="stop">Ends the request.</param>
    /// <exception cref="SwarmException">
    /// <c>UpdateOutOfSequence</c> where only a manager of another version than <paramref name="readAt"/> is left: the spec is to be read of that one.
    /// <c>EngineTooOld</c> for a new spec where only a manager is left that is older than another one: it would drop what it does not know.
    /// </exception>
    public async Task<JsonObject> PostSpecAsync(string path, JsonObject spec, EngineSubject subject, Version? readAt, RegistryLogin? login, CancellationToken stop)
    {
        byte[] content = Encoding.UTF8.GetBytes(spec.ToJsonString());
        Version? newest = _transport.NewestVersion;
        Action<Version> check = readAt is null ? version => RequireNotOlder(version, newest) : version => RequireSame(version, readAt, subject);
        using PooledBody body = await SendAsync(HttpMethod.Post, path, content, login, check, subject, stop).ConfigureAwait(false);
        return body.Span.IsEmpty ? [] : ParseObject(body);
    }

    /// <summary>Posts bytes that the caller wipes afterwards.</summary>
    public async Task<JsonObject> PostBytesAsync(string path, byte[] content, EngineSubject subject, CancellationToken stop)
    {
        using PooledBody body = await SendAsync(HttpMethod.Post, path, content, null, null, subject, stop).ConfigureAwait(false);
        return ParseObject(body);
    }

    /// <summary>Posts where the answer is one JSON string.</summary>
    public Task<string> PostForTextAsync(string path, byte[] content, EngineSubject subject, CancellationToken stop) => PostForTextAsync(path, content, null, subject, stop);

    /// <inheritdoc cref="PostForTextAsync(string, byte[], EngineSubject, CancellationToken)"/>
    public async Task<string> PostForTextAsync(string path, byte[] content, RegistryLogin? login, EngineSubject subject, CancellationToken stop)
    {
        using PooledBody body = await SendAsync(HttpMethod.Post, path, content, login, null, subject, stop).ConfigureAwait(false);
        return body.Text.Trim().Trim('"');
    }

    public async Task DeleteAsync(string path, EngineSubject subject, CancellationToken stop)
    {
        using PooledBody body = await SendAsync(HttpMethod.Delete, path, null, null, null, subject, stop).ConfigureAwait(false);
    }

    /// <summary>Opens an answer that has no end yet.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, EngineSubject subject, CancellationToken stop)
    {
        HttpResponseMessage answer = await _transport.OpenAsync(new(HttpMethod.Get, path, version => new(HttpMethod.Get, $"/v{version}{path}")), stop).ConfigureAwait(false);
        try
        {
            await RequireSuccessAsync(answer, subject, stop).ConfigureAwait(false);
            return answer;
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Takes in where the managers of the swarm listen for each other.</summary>
    public void Learn(string swarmId, IReadOnlyList<string> addresses) => _transport.Learn(swarmId, addresses);

    public void Dispose() => _transport.Dispose();

    private async Task<PooledBody> SendAsync(
        HttpMethod method, string path, byte[]? content, RegistryLogin? login, Action<Version>? check, EngineSubject subject, CancellationToken stop) =>
        (await SendAsync(Request(method, path, content, login, check), subject, stop).ConfigureAwait(false)).Body;

    private async Task<(PooledBody Body, Version Api)> SendAsync(EngineRequest request, EngineSubject subject, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _transport.SendAsync(request, stop).ConfigureAwait(false);
        await RequireSuccessAsync(answer, subject, stop).ConfigureAwait(false);
        try
        {
            return (await ReadAsync(answer, stop).ConfigureAwait(false), AskedAt(answer));
        }
        catch (SwarmException failure) when (request.IsRead && failure.Kind == SwarmErrorKind.Unreachable && _transport.MoveOn(request))
        {
            // A manager that went away in the middle of its answer: once more, of another one.
            using HttpResponseMessage again = await _transport.SendAsync(request, stop).ConfigureAwait(false);
            await RequireSuccessAsync(again, subject, stop).ConfigureAwait(false);
            return (await ReadAsync(again, stop).ConfigureAwait(false), AskedAt(again));
        }
    }

    // Of several managers the one that answered first counts; the paths of requests begin with the version: "/v1.41/".
    private static Version AskedAt(HttpResponseMessage answer) => Version.Parse(answer.RequestMessage!.RequestUri!.Segments[1].Trim('/', 'v'));

    private static EngineRequest Request(HttpMethod method, string path, byte[]? content, RegistryLogin? login, Action<Version>? check) => new(
        method,
        path,
        version =>
        {
            check?.Invoke(version);
            HttpRequestMessage request = new(method, $"/v{version}{path}");
            if (content is not null)
            {
                request.Content = new ByteArrayContent(content) { Headers = { ContentType = s_json } };
            }

            if (login is not null)
            {
                request.Headers.Add("X-Registry-Auth", login.Header);
            }

            return request;
        });

    private void RequireNotOlder(Version version, Version? newest)
    {
        if (version < newest)
        {
            throw new SwarmException(
                ErrorId.EngineTooOld,
                $"Of the managers of '{settings.Name}', only one with API {version} takes the change now; another has {newest}, and what is new in it would be dropped in silence. Try again when that one is back.");
        }
    }

    private static void RequireSame(Version version, Version readAt, EngineSubject subject)
    {
        if (version != readAt)
        {
            throw new SwarmException(
                ErrorId.UpdateOutOfSequence, $"The {subject.Kind} '{subject.Name}' was read of a manager with API {readAt}, and now only one with API {version} answers.");
        }
    }

    private async Task RequireSuccessAsync(HttpResponseMessage answer, EngineSubject subject, CancellationToken stop)
    {
        if (!answer.IsSuccessStatusCode)
        {
            using PooledBody body = await ReadAsync(answer, stop).ConfigureAwait(false);
            throw EngineErrors.FromAnswer(answer.StatusCode, body.Text, subject, settings);
        }
    }

    private async Task<PooledBody> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        try
        {
            using Stream stream = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
            if (answer.Content.Headers.ContentLength is { } length)
            {
                return await PooledBody.ReadAsync(stream, length, stop).ConfigureAwait(false);
            }

            // A long answer does not name its length. The last one is the best guess: scripts ask the same again and again.
            PooledBody body = await PooledBody.ReadAsync(stream, _usualLength, stop).ConfigureAwait(false);
            _usualLength = Math.Max(body.Length, ShortestBuffer);
            return body;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, settings, mayBeDone: answer.RequestMessage?.Method != HttpMethod.Get);
        }
    }

    private JsonObject ParseObject(PooledBody body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject ?? throw new JsonException("an object was expected");
        }
        catch (JsonException failure)
        {
            throw EngineErrors.Translate(failure, settings);
        }
    }
}
