using System;

namespace SwarmTools.Engine.Transport;

/// <summary>Inside the transport: a failure already named, and whether another manager may be asked.</summary>
internal sealed class TransportException(SwarmException reason, bool mayMoveOn, Exception failure) : Exception(reason.Message, failure)
{
    public SwarmException Reason => reason;

    public bool MayMoveOn => mayMoveOn;
}
