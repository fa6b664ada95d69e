using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace SwarmTools.Bench;

/// <summary>Measures two ways in turn, so that what else the machine does meets both.</summary>
internal static class Rounds
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(10);
    private static readonly ManualResetEventSlim s_never = new();

    /// <summary>Times both ways by the clock.</summary>
    public static Timing Run(int warmUps, int rounds, Action ours, Action other) =>
        Run(warmUps, rounds, () => TimeOf(ours), () => TimeOf(other));

    /// <summary>Times two ways that say themselves how many milliseconds they took.</summary>
    public static Timing Run(int warmUps, int rounds, Func<double> ours, Func<double> other)
    {
        for (int warmUp = 0; warmUp < warmUps; warmUp++)
        {
            ours();
            other();
        }

        double[] oursTimes = new double[rounds];
        double[] otherTimes = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            // Whoever goes second may profit from the first, or pay for it.
            if (round % 2 == 0)
            {
                oursTimes[round] = ours();
                otherTimes[round] = other();
            }
            else
            {
                otherTimes[round] = other();
                oursTimes[round] = ours();
            }
        }

        return new(MedianOf(oursTimes), MedianOf(otherTimes));
    }

    /// <summary>The median of what one way takes.</summary>
    public static double MedianOf(int calls, Action action)
    {
        double[] times = new double[calls];
        for (int call = 0; call < calls; call++)
        {
            times[call] = TimeOf(action);
        }

        return MedianOf(times);
    }

    private static double TimeOf(Action action)
    {
        // What the last call left to do, such as the engine's collection of garbage, is not this one's.
        s_never.Wait(s_rest);
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double MedianOf(double[] times)
    {
        double[] sorted = [.. times.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
