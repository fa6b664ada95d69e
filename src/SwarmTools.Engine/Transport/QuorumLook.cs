using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Whether so many managers are gone that the others cannot elect a leader.</summary>
internal sealed class QuorumLook(ManagerRing ring)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1.2);

    private readonly HashSet<EngineManager> _silentBefore = [];

    /// <summary>How many managers the swarm has, as far as that is known.</summary>
    public int Managers => Math.Max(ring.Count, ring.Named.Count);

    /// <summary>Looks once. Who refuses a connection is gone; who is silent is gone when the next look finds it silent too.</summary>
    /// <returns>Those that are gone, where they are too many; else empty. A manager that never answered at its address is not counted.</returns>
    public async Task<IReadOnlyList<EngineManager>> TooManyAsync(CancellationToken stop)
    {
        IReadOnlyList<EngineManager> all = ring.All;
        if (Managers < 2)
        {
            return [];
        }

        bool?[] answers = await Task.WhenAll(all.Select(manager => manager.AnswersAsync(s_limit, stop))).ConfigureAwait(false);
        List<EngineManager> gone = [];
        for (int i = 0; i < all.Count; i++)
        {
            all[i].IsSilent = answers[i] != true;
            if (answers[i] == false || (answers[i] is null && !_silentBefore.Add(all[i])))
            {
                gone.Add(all[i]);
            }
            else if (answers[i] == true)
            {
                _silentBefore.Remove(all[i]);
            }
        }

        return (Managers - gone.Count) * 2 <= Managers ? gone : [];
    }
}
