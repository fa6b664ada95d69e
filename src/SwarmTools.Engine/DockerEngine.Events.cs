using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<IFeedReader<SwarmEvent>> OpenEventsAsync(EventRequest request, CancellationToken stop)
    {
        string[] query =
        [
            request.Since is { } since ? "since=" + UnixTime(since) : "",
            request.Until is { } until ? "until=" + UnixTime(until) : "",
            Filters(("scope", request.WithLocal ? [] : ["swarm"]), ("type", [.. request.Types.Select(type => EnumText.Write(type, '-'))])),
        ];
        string path = "/events?" + string.Join("&", query.Where(part => part.Length > 0));
        return new EventReader(await FeedStream.OpenAsync(await _http.OpenAsync(path, EngineSubject.Engine, stop).ConfigureAwait(false), settings).ConfigureAwait(false), settings);
    }
}
