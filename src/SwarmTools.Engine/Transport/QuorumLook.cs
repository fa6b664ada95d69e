using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Whether so many managers are gone that the others cannot elect a leader. One look serves all requests: what the last one saw is known to the next.</summary>
internal sealed class QuorumLook(ManagerRing ring)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <summary>So long a look tells something to the next one.</summary>
    private static readonly TimeSpan s_memory = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<EngineManager, (TimeSpan First, TimeSpan Last)> _silent = [];

    /// <summary>How many managers the swarm has, as far as that is known.</summary>
    public int Managers => Math.Max(ring.Count, ring.Named.Count);

    /// <summary>Whether a manager was silent, or refused, a moment ago.</summary>
    public bool IsSuspicious
    {
        get
        {
            lock (_gate)
            {
                return _silent.Values.Any(seen => IsRemembered(seen.Last));
            }
        }
    }

    /// <summary>Looks once. Who refuses a connection is gone; who is silent is gone when the next look finds it silent too.</summary>
    /// <returns>Those that are gone, where they are too many; else empty. A manager that never answered at its address is not counted.</returns>
    public async Task<IReadOnlyList<EngineManager>> TooManyAsync(CancellationToken stop)
    {
        IReadOnlyList<EngineManager> all = ring.All;
        if (Managers < 2)
        {
            return [];
        }

        TimeSpan begin = _watch.Elapsed;
        bool?[] answers = await Task.WhenAll(all.Select(manager => manager.AnswersAsync(s_limit, stop))).ConfigureAwait(false);
        List<EngineManager> gone = [.. all.Where((manager, i) => IsGone(manager, answers[i], begin))];
        return (Managers - gone.Count) * 2 <= Managers ? gone : [];
    }

    private bool IsGone(EngineManager manager, bool? answer, TimeSpan begin)
    {
        manager.IsSilent = answer != true;
        lock (_gate)
        {
            bool wasSilent = _silent.TryGetValue(manager, out (TimeSpan First, TimeSpan Last) seen) && IsRemembered(seen.Last);
            if (answer == true)
            {
                _silent.Remove(manager);
                return false;
            }

            TimeSpan now = _watch.Elapsed;
            _silent[manager] = (wasSilent ? seen.First : now, now);
            // Two looks at the same time are one.
            return answer == false || (wasSilent && seen.First <= begin);
        }
    }

    private bool IsRemembered(TimeSpan seen) => _watch.Elapsed - seen < s_memory;
}
