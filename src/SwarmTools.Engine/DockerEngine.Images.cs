using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<ImageLookup> LookUpImageAsync(string image, RegistryLogin? login, CancellationToken stop)
    {
        try
        {
            JsonObject answer = await _http.GetObjectAsync("/distribution/" + image + "/json", EngineSubject.Image(image), login, stop).ConfigureAwait(false);
            return new(ImageLookupOutcome.Found, TextOf((answer["Descriptor"] as JsonObject)?["digest"]), "");
        }
        catch (SwarmException failure) when (!failure.EndsCommand || failure.Kind == SwarmErrorKind.AccessDenied)
        {
            return new(OutcomeOf(failure), "", failure.Message);
        }
    }

    public async Task<bool> HasImageAsync(string image, CancellationToken stop)
    {
        try
        {
            await TypedAsync(client => client.Images.InspectImageAsync(image, stop), EngineSubject.Image(image), stop).ConfigureAwait(false);
            return true;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ImageNotFound))
        {
            return false;
        }
    }

    // Engines answer 401, 403, 404 and 500 in turn, and repeat the registry's own words.
    private static ImageLookupOutcome OutcomeOf(SwarmException failure)
    {
        string message = failure.Message;
        bool Says(string words) => message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
        return Says("denied") || Says("unauthorized") || Says("no basic auth credentials") || Says("authentication required") || failure.Kind == SwarmErrorKind.AccessDenied
            ? ImageLookupOutcome.Denied
            : Says("manifest unknown") || Says("name unknown") || Says("not found") || failure.Is(ErrorId.ImageNotFound) || failure.Is(ErrorId.RequestRefused)
                ? ImageLookupOutcome.NotFound
                : ImageLookupOutcome.Unreachable;
    }
}
