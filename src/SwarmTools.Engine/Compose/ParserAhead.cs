using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SwarmTools.Engine.Compose;

/// <summary>Parses a long text on a thread of its own, a little ahead of who makes nodes of it: each of the two takes about as long.</summary>
internal sealed class ParserAhead : IParser, IDisposable
{
    private const int BatchSize = 512;
    private const int MostBatches = 16;

    private readonly BlockingCollection<List<ParsingEvent>> _ready = new(MostBatches);
    private readonly CancellationTokenSource _left = new();
    private readonly Task _parsing;
    private List<ParsingEvent> _batch = [];
    private int _next;

    public ParserAhead(Parser parser) =>
        _parsing = Task.Factory.StartNew(() => Parse(parser), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public ParsingEvent? Current { get; private set; }

    /// <summary>Goes on to the next event. A failure comes after all that was parsed before it.</summary>
    public bool MoveNext()
    {
        if (_next == _batch.Count)
        {
            if (!_ready.TryTake(out List<ParsingEvent>? batch, Timeout.Infinite))
            {
#pragma warning disable RS0030 // It has ended, or is about to: nothing more is added.
                _parsing.GetAwaiter().GetResult();
#pragma warning restore RS0030
                return false;
            }

            (_batch, _next) = (batch, 0);
        }

        Current = _batch[_next++];
        return true;
    }

    public void Dispose()
    {
        _left.Cancel();
        _ = _parsing.ContinueWith(
            ended =>
            {
                // Nobody waits for it any more; its exception must not look unnoticed.
                _ = ended.Exception;
                _ready.Dispose();
                _left.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private void Parse(Parser parser)
    {
        List<ParsingEvent> batch = new(BatchSize);
        try
        {
            while (parser.MoveNext())
            {
                batch.Add(parser.Current!);
                if (batch.Count == BatchSize)
                {
                    _ready.Add(batch, _left.Token);
                    batch = new(BatchSize);
                }
            }
        }
        finally
        {
            if (batch.Count > 0 && !_left.IsCancellationRequested)
            {
                _ready.Add(batch, _left.Token);
            }

            _ready.CompleteAdding();
        }
    }
}
