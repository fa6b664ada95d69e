using Microsoft.CodeAnalysis;

namespace System;

/// <summary>For <c>text[1..]</c> and <c>[_, .. var rest]</c>.</summary>
[Embedded]
internal readonly struct Range(Index start, Index end)
{
    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range StartAt(Index start) => new(start, new(0, fromEnd: true));

    public static Range EndAt(Index end) => new(new(0), end);

    public static Range All => new(new(0), new(0, fromEnd: true));
}
