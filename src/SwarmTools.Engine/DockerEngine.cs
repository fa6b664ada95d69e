using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Docker.DotNet;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

/// <summary>The ports over a real engine; one partial file per resource.</summary>
internal sealed partial class DockerEngine(ConnectionSettings settings) : ISwarmEngine
{
    private readonly EngineHttp _http = new(settings);
    private DockerClient? _typed;

    public void Dispose()
    {
        _typed?.Dispose();
        _http.Dispose();
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string path, EngineSubject subject, JsonCursor.Reader<T> read, Comparison<T> order, CancellationToken stop)
    {
        using PooledBody body = await _http.GetAsync(path, subject, stop).ConfigureAwait(false);
        try
        {
            return await ListReader.ReadAsync(body.Memory, read, order).ConfigureAwait(false);
        }
        catch (Exception failure) when (EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, settings);
        }
    }

    private async Task<T> GetAsync<T>(string path, EngineSubject subject, JsonCursor.Reader<T> read, CancellationToken stop)
    {
        using PooledBody body = await _http.GetAsync(path, subject, stop).ConfigureAwait(false);
        try
        {
            JsonCursor json = new(body.Span);
            return json.Begins(JsonTokenType.StartObject) ? read(ref json) : throw new JsonException("An object was expected.");
        }
        catch (Exception failure) when (EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, settings);
        }
    }

    /// <summary>A call of Docker.DotNet, which carries what is never written back.</summary>
    private async Task<T> TypedAsync<T>(Func<DockerClient, Task<T>> call, EngineSubject subject, CancellationToken stop)
    {
        try
        {
            return await call(_typed ??= SharedCredentials.Client(_http.SharedHandler)).ConfigureAwait(false);
        }
        catch (DockerApiException failure)
        {
            throw EngineErrors.FromAnswer(failure.StatusCode, failure.ResponseBody ?? failure.Message, subject, settings);
        }
        catch (Newtonsoft.Json.JsonException failure)
        {
            throw EngineErrors.NotAnEngine(failure, settings);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, settings);
        }
    }

    private Task TypedAsync(Func<DockerClient, Task> call, EngineSubject subject, CancellationToken stop) => TypedAsync(
        async client =>
        {
            await call(client).ConfigureAwait(false);
            return true;
        },
        subject,
        stop);

    private static string IdOf(JsonObject answer) => TextOf(answer["ID"] ?? answer["Id"]);

    private static string TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static string Filters(params (string Name, IReadOnlyList<string> Values)[] filters)
    {
        JsonObject text = [];
        foreach ((string name, IReadOnlyList<string> values) in filters)
        {
            if (values.Count > 0)
            {
                JsonArray list = [];
                foreach (string value in values)
                {
                    list.Add((JsonNode)value);
                }

                text[name] = list;
            }
        }

        return text.Count == 0 ? "" : "filters=" + Uri.EscapeDataString(text.ToJsonString());
    }
}
