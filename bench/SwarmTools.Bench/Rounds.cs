using System;
using System.Linq;
using System.Threading;

namespace SwarmTools.Bench;

/// <summary>Measures two ways in turn, so that what else the machine does meets both.</summary>
internal static class Rounds
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(10);
    private static readonly ManualResetEventSlim s_never = new();

    /// <summary>Measures both ways in this process.</summary>
    public static Timing Run(int warmUps, int rounds, Action ours, Action other) =>
        Run(warmUps, rounds, () => Measure(ours), () => Measure(other));

    /// <summary>Measures ours in this process, and another that says itself what it took.</summary>
    public static Timing Run(int warmUps, int rounds, Action ours, Func<Sample> other) =>
        Run(warmUps, rounds, () => Measure(ours), other);

    /// <summary>Measures two ways that say themselves what they took.</summary>
    public static Timing Run(int warmUps, int rounds, Func<Sample> ours, Func<Sample> other)
    {
        for (int warmUp = 0; warmUp < warmUps; warmUp++)
        {
            ours();
            other();
        }

        Sample[] oursTaken = new Sample[rounds];
        Sample[] otherTaken = new Sample[rounds];
        for (int round = 0; round < rounds; round++)
        {
            // Whoever goes second may profit from the first, or pay for it.
            if (round % 2 == 0)
            {
                oursTaken[round] = ours();
                otherTaken[round] = other();
            }
            else
            {
                otherTaken[round] = other();
                oursTaken[round] = ours();
            }
        }

        return new(MedianOf(oursTaken), MedianOf(otherTaken));
    }

    /// <summary>The median of what one way takes in this process.</summary>
    public static Sample MedianOf(int calls, Action action) => MedianOf([.. Enumerable.Range(0, calls).Select(_ => Measure(action))]);

    private static Sample Measure(Action action)
    {
        // What the last call left to do, such as the engine's collection of garbage, is not this one's.
        s_never.Wait(s_rest);
        return Sample.Of(action);
    }

    private static Sample MedianOf(Sample[] taken) =>
        new(MedianOf([.. taken.Select(sample => sample.Milliseconds)]), (long)MedianOf([.. taken.Select(sample => (double)sample.Bytes)]), taken[0].IsProcess);

    private static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
