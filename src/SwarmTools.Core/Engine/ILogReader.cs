using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>An open log.</summary>
internal interface ILogReader : IDisposable
{
    /// <summary>The lines of the next network read, a fresh list; null at the end.</summary>
    public Task<IReadOnlyList<LogLine>?> ReadAsync(CancellationToken stop);
}
