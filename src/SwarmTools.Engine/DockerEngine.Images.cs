using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Syntax;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<ImageLookup> LookUpImageAsync(string image, RegistryLogin? login, CancellationToken stop)
    {
        try
        {
            JsonObject answer = await _http.GetObjectAsync("/distribution/" + image + "/json", EngineSubject.Image(image), login, stop).ConfigureAwait(false);
            return new(ImageLookupOutcome.Found, TextOf((answer["Descriptor"] as JsonObject)?["digest"]), "") { Platforms = PlatformsOf(answer) };
        }
        catch (SwarmException failure) when (!failure.EndsCommand || failure.Kind == SwarmErrorKind.AccessDenied)
        {
            return new(OutcomeOf(failure, image), "", failure.Message);
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

    // Manifests of attestations have no platform; nodes of the architecture arm report their variant, such as armv7l (swarmkit#2294).
    private static IReadOnlyList<Platform> PlatformsOf(JsonObject answer) =>
    [
        .. (answer["Platforms"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(platform => (System: TextOf(platform["os"]), Architecture: TextOf(platform["architecture"])))
            .Where(platform => platform is not ("unknown", _) and not (_, "unknown"))
            .Select(platform => new Platform(platform.System, platform.Architecture.Equals("arm", StringComparison.OrdinalIgnoreCase) ? "" : platform.Architecture))
            .Distinct(),
    ];

    // Engines answer 401, 403, 404 and 500 in turn, and repeat the registry's own words.
    private static ImageLookupOutcome OutcomeOf(SwarmException failure, string image)
    {
        // The words are looked for in what was said, not in the name of the image.
        string message = ImageName.Without(failure.EngineMessage, image);

        bool Says(string words) => message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
        return Says("denied") || Says("unauthorized") || Says("no basic auth credentials") || Says("authentication required") || failure.Kind == SwarmErrorKind.AccessDenied
            ? ImageLookupOutcome.Denied
            : Says("manifest unknown") || Says("name unknown") || Says("not found") || failure.Is(ErrorId.ImageNotFound) || failure.Is(ErrorId.RequestRefused)
                ? ImageLookupOutcome.NotFound
                : ImageLookupOutcome.Unreachable;
    }
}
