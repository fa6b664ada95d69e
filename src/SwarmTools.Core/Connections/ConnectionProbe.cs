using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Connections;

/// <summary>Finds out what can be said of a connection, as far as it goes.</summary>
internal sealed class ConnectionProbe(ISwarmEngine engine, IClock clock)
{
    public async Task<SwarmConnectionReport> RunAsync(ConnectionSettings settings, CancellationToken stop)
    {
        EnginePing? ping = null;
        EngineDescription? info = null;
        TimeSpan? roundTrip = null;
        TimeSpan? skew = null;
        bool? hasLeader = null;
        SwarmException? failure = null;
        try
        {
            await engine.PingAsync(stop).ConfigureAwait(false);
            DateTimeOffset before = clock.UtcNow;
            ping = await engine.PingAsync(stop).ConfigureAwait(false);
            roundTrip = clock.UtcNow - before;
            skew = SkewOf(ping, clock.UtcNow);
            info = await engine.InfoAsync(stop).ConfigureAwait(false);
            failure = info.IsManager ? await WhyNoLeaderAsync(stop).ConfigureAwait(false) : null;
            hasLeader = info.IsManager ? failure is null : null;
        }
        catch (SwarmException met)
        {
            // An engine that does not answer is a finding here.
            failure = met;
        }

        return new()
        {
            Name = settings.Name,
            Endpoints = settings.Addresses,
            Source = settings.Source,
            Reachable = ping is not null,
            IsManager = info?.IsManager ?? false,
            HasLeader = hasLeader,
            SwarmState = info?.SwarmState ?? SwarmLocalState.Unknown,
            EngineVersion = info?.EngineVersion ?? "",
            ApiVersion = ping?.ApiVersion,
            RoundTrip = roundTrip,
            ClockSkew = skew,
            ErrorId = failure?.ErrorId ?? "",
            Error = failure?.Message ?? info?.SwarmError ?? "",
        };
    }

    // The engine tells its time to the second; less than that is no skew that could be known.
    private static TimeSpan? SkewOf(EnginePing ping, DateTimeOffset now)
    {
        if (ping.EngineTime is not { } engineTime)
        {
            return null;
        }

        TimeSpan skew = engineTime - now;
        return skew.Duration() < TimeSpan.FromSeconds(2) ? TimeSpan.Zero : skew;
    }

    private async Task<SwarmException?> WhyNoLeaderAsync(CancellationToken stop)
    {
        try
        {
            await engine.ListNodesAsync(stop).ConfigureAwait(false);
            return null;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.NoLeader))
        {
            // What was asked for.
            return failure;
        }
    }
}
