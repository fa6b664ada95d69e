using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>Events that happen when a test says so.</summary>
internal sealed class FakeEvents : IEventApi
{
    private readonly Channel<SwarmEvent> _happened = Channel.CreateUnbounded<SwarmEvent>();

    public void Happen(string action, string id) => _happened.Writer.TryWrite(new() { Type = SwarmEventType.Service, Action = action, Id = id });

    /// <summary>The manager goes.</summary>
    public void End(SwarmException? failure = null) => _happened.Writer.Complete(failure);

    public Task<IFeedReader<SwarmEvent>> OpenEventsAsync(EventRequest request, CancellationToken stop) => Task.FromResult<IFeedReader<SwarmEvent>>(new Reader(_happened.Reader));

    private sealed class Reader(ChannelReader<SwarmEvent> happened) : IFeedReader<SwarmEvent>
    {
        public async Task<IReadOnlyList<SwarmEvent>?> ReadAsync(CancellationToken stop) => await happened.WaitToReadAsync(stop) && happened.TryRead(out SwarmEvent? next) ? [next] : null;

        public void Dispose()
        {
        }
    }
}
