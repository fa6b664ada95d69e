using System;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Logs;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<IFeedReader<LogLine>> OpenLogAsync(LogRequest request, CancellationToken stop)
    {
        StringBuilder path = new(request.IsTask ? "/tasks/" : "/services/");
        path.Append(Uri.EscapeDataString(request.Id)).Append("/logs?");
        path.Append(request.Stream == SwarmLogStream.StandardError ? "" : "stdout=1&").Append(request.Stream == SwarmLogStream.StandardOutput ? "" : "stderr=1&");
        path.Append("timestamps=1").Append(LogLineParser.HasDetails(request) ? "&details=1" : "");
        path.Append(request.Follow ? "&follow=1" : "");
        if (request.Tail is { } tail)
        {
            path.Append("&tail=").Append(tail.ToString(CultureInfo.InvariantCulture));
        }

        if (request.Since is { } since)
        {
            path.Append("&since=").Append(UnixTime(since));
        }

        EngineSubject subject = request.IsTask ? EngineSubject.Task(request.Name) : EngineSubject.Service(request.Name);
        HttpResponseMessage answer = await _http.OpenAsync(path.ToString(), subject, stop).ConfigureAwait(false);
        return new LogReader(await FeedStream.OpenAsync(answer, settings).ConfigureAwait(false), request);
    }

    private static string UnixTime(DateTimeOffset time)
    {
        long ticks = time.UtcTicks - new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;
        return string.Format(CultureInfo.InvariantCulture, "{0}.{1:D9}", ticks / TimeSpan.TicksPerSecond, ticks % TimeSpan.TicksPerSecond * 100);
    }
}
