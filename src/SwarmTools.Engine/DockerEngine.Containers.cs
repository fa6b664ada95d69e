using System;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;
using SwarmTools.Syntax;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<string> CreateContainerAsync(ContainerDefinition definition, CancellationToken stop) => IdOf(await _http.PostAsync(
        "/containers/create?name=" + Uri.EscapeDataString(definition.Name), ContainerJson.From(definition), EngineSubject.Image(definition.Image), stop).ConfigureAwait(false));

    public async Task<IContainerStream> AttachContainerAsync(string id, CancellationToken stop)
    {
        HttpResponseMessage answer = await _http.UpgradeAsync($"/containers/{Uri.EscapeDataString(id)}/attach?stream=1&stdin=1&stdout=1&stderr=1", EngineSubject.Container(id), stop).ConfigureAwait(false);
        return new ContainerStream(answer, await answer.Content.ReadAsStreamAsync().ConfigureAwait(false), settings);
    }

    public Task StartContainerAsync(string id, CancellationToken stop) =>
        _http.PostAsync($"/containers/{Uri.EscapeDataString(id)}/start", new JsonObject(), EngineSubject.Container(id), stop);

    public async Task RemoveContainerAsync(string id, CancellationToken stop)
    {
        try
        {
            await _http.DeleteAsync($"/containers/{Uri.EscapeDataString(id)}?force=1&v=1", EngineSubject.Container(id), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.TransferFailed))
        {
            // It is gone, or about to be: it removes itself.
        }
    }

    public async Task PullImageAsync(string image, RegistryLogin? login, CancellationToken stop)
    {
        (string name, string digest) = ImageName.Split(image);
        string path = digest.Length > 0 ? $"/images/create?fromImage={Uri.EscapeDataString(name)}&tag={Uri.EscapeDataString(digest)}" : $"/images/create?fromImage={Uri.EscapeDataString(ImageName.WithTag(image))}";
        string answer = await _http.PostForTextAsync(path, [], login, EngineSubject.Image(image), stop).ConfigureAwait(false);
        // The engine says OK before it begins; what went wrong stands in one of the lines.
        foreach (string line in answer.Split('\n'))
        {
            if (ErrorIn(line) is { Length: > 0 } error)
            {
                throw new SwarmException(ErrorId.ImageNotFound, $"The engine at '{settings.Name}' could not fetch the image '{image}': {EngineErrors.Readable(error)}");
            }
        }
    }

    private static string ErrorIn(string line)
    {
        try
        {
            return TextOf(line.Trim().Length == 0 ? null : (JsonNode.Parse(line) as JsonObject)?["error"]);
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
