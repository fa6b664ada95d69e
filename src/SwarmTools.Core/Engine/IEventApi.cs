using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>What happens to the objects of a swarm, as managers tell it. Changes of tasks raise no events.</summary>
internal interface IEventApi
{
    public Task<IFeedReader<SwarmEvent>> OpenEventsAsync(EventRequest request, CancellationToken stop);
}
