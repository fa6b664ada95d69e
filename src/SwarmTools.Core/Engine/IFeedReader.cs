using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>An answer that goes on: a log, or events.</summary>
internal interface IFeedReader<T> : IDisposable
{
    /// <summary>The items of the next network read, a fresh list; null at the end.</summary>
    public Task<IReadOnlyList<T>?> ReadAsync(CancellationToken stop);
}
