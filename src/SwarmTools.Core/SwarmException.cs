using System;
using System.Linq;

namespace SwarmTools;

/// <summary>A failure that SwarmTools understands: what failed, on what, why, and what to do.</summary>
/// <remarks>The only exception that SwarmTools throws on purpose; anything else is a bug.</remarks>
public sealed class SwarmException : Exception
{
    internal SwarmException(ErrorId id, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = id.Kind;
        ErrorId = id.Name;
    }

    /// <summary>The kind of failure.</summary>
    public SwarmErrorKind Kind { get; }

    /// <summary>The stable id of the cause, one of those in docs/errors.md.</summary>
    public string ErrorId { get; }

    /// <summary>What the failure carries for scripts: the status or result at that moment, where there is one.</summary>
    public object? Result { get; internal init; }

    /// <summary>The engine's own words; empty when the failure is not an answer of one.</summary>
    internal string EngineMessage { get; set; } = "";

    /// <summary>Whether the whole command ends, because every further target would fail in the same way.</summary>
    internal bool EndsCommand => Kind is SwarmErrorKind.NotManager or SwarmErrorKind.Unreachable or SwarmErrorKind.AccessDenied;

    /// <summary>Whether nobody knows if the request was taken all the same.</summary>
    internal bool MayBeDone
    {
        get => field || Is(SwarmTools.ErrorId.EngineUnreachable);
        init;
    }

    /// <summary>Whether somebody has waited for the managers already, in vain: there is no use in asking again soon.</summary>
    internal bool IsLasting { get; init; }

    /// <summary>Whether it may be over in a moment, as while managers elect a leader.</summary>
    internal bool MayPass => Is(SwarmTools.ErrorId.NoLeader) || Is(SwarmTools.ErrorId.EngineUnreachable);

    internal bool Is(ErrorId id) => ErrorId == id.Name;

    /// <summary>The same failure, with the parameter that brought it.</summary>
    internal SwarmException Of(string parameter) => Told($"{parameter}: {Message}");

    /// <summary>The same failure in other words.</summary>
    internal SwarmException Told(string message) => new(SwarmTools.ErrorId.All.First(id => id.Name == ErrorId), message, this) { Result = Result, MayBeDone = MayBeDone, IsLasting = IsLasting };
}
