using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;
using SwarmTools.Specs;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    private const string OtherValue = "only updates to Labels are allowed";

    public Task<IReadOnlyList<SwarmSecret>> ListSecretsAsync(CancellationToken stop) =>
        ListAsync("/secrets", EngineSubject.Engine, SecretMapper.Read, ListReader.ByName, stop);

    public async Task<string> CreateSecretAsync(SecretDefinition definition, CancellationToken stop)
    {
        // Written by hand into a buffer of known size, so that no copy of the value stays behind in memory.
        byte[] request = SecretRequest(definition);
        try
        {
            JsonObject answer = await _http.PostBytesAsync("/secrets/create", request, EngineSubject.Secret(definition.Name), stop).ConfigureAwait(false);
            return IdOf(answer);
        }
        finally
        {
            Array.Clear(request, 0, request.Length);
        }
    }

    /// <remarks>
    /// No secret has version 0, so this update is always refused (swarmkit, manager/controlapi/secret.go: <c>UpdateSecret</c>): first of all where the value
    /// is another one, and for its version where it is the same.
    /// </remarks>
    public async Task<bool> HasValueAsync(SwarmSecret secret, SecretPayload value, CancellationToken stop)
    {
        if (value.Bytes.Length == 0)
        {
            // No secret of a swarm is empty, and an empty value would be taken for none given.
            return false;
        }

        byte[] request = WithData(JsonSerializer.SerializeToUtf8Bytes((JsonNode)SpecOf(secret)), value.Bytes);
        try
        {
            await _http.PostBytesAsync(UpdatePath(secret, version: 0), request, EngineSubject.Secret(secret.Name), stop).ConfigureAwait(false);
            return true;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.UpdateOutOfSequence))
        {
            return true;
        }
        catch (SwarmException failure) when (failure.EngineMessage.Contains(OtherValue))
        {
            return false;
        }
        finally
        {
            Array.Clear(request, 0, request.Length);
        }
    }

    public Task LabelSecretAsync(SwarmSecret secret, IReadOnlyDictionary<string, string> labels, CancellationToken stop)
    {
        JsonObject spec = SpecOf(secret);
        spec["Labels"] = PairJson.From(labels);
        return _http.PostAsync(UpdatePath(secret, secret.Version), spec, EngineSubject.Secret(secret.Name), stop);
    }

    public Task RemoveSecretAsync(string id, string name, CancellationToken stop) =>
        _http.DeleteAsync("/secrets/" + Uri.EscapeDataString(id), EngineSubject.Secret(name), stop);

    private static JsonObject SpecOf(SwarmSecret secret) => (JsonObject)JsonNode.Parse(secret.RawJson)!["Spec"]!.DeepClone();

    private static string UpdatePath(SwarmSecret secret, long version) =>
        $"/secrets/{Uri.EscapeDataString(secret.Id)}/update?version={version.ToString(CultureInfo.InvariantCulture)}";

    private static byte[] SecretRequest(SecretDefinition definition)
    {
        JsonObject head = new() { ["Name"] = definition.Name, ["Labels"] = PairJson.From(definition.Labels) };
        if (definition.Driver.Length > 0)
        {
            JsonObject driver = new() { ["Name"] = definition.Driver };
            if (definition.DriverOptions.Count > 0)
            {
                driver["Options"] = PairJson.From(definition.DriverOptions);
            }

            head["Driver"] = driver;
        }

        if (definition.TemplateDriver.Length > 0)
        {
            head["Templating"] = new JsonObject { ["Name"] = definition.TemplateDriver };
        }

        return definition.Payload is null
            ? JsonSerializer.SerializeToUtf8Bytes((JsonNode)head)
            : WithData(JsonSerializer.SerializeToUtf8Bytes((JsonNode)head), definition.Payload.Bytes);
    }

    /// <summary>Puts <c>,"Data":"base64"</c> before the closing brace.</summary>
    private static byte[] WithData(byte[] head, byte[] data)
    {
        ReadOnlySpan<byte> name = ",\"Data\":\""u8;
        ReadOnlySpan<byte> tail = "\"}"u8;
        int start = head.Length - 1 + name.Length;
        byte[] request = new byte[start + Base64.GetMaxEncodedToUtf8Length(data.Length) + tail.Length];
        head.AsSpan(0, head.Length - 1).CopyTo(request);
        name.CopyTo(request.AsSpan(head.Length - 1));
        OperationStatus status = Base64.EncodeToUtf8(data, request.AsSpan(start), out _, out int written);
        tail.CopyTo(request.AsSpan(start + written));
        return status == OperationStatus.Done ? request : throw new InvalidDataException("The value could not be encoded.");
    }
}
