using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The logs of services and tasks.</summary>
internal interface ILogApi
{
    public Task<IFeedReader<LogLine>> OpenLogAsync(LogRequest request, CancellationToken stop);
}
