namespace SwarmTools;

/// <summary>What came of trying a published port on a node.</summary>
public enum SwarmEndpointOutcome
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Answers,

    /// <summary>It takes connections, and does not answer as it was asked: by no HTTP, or with an error of HTTP (400 and more).</summary>
    AnswersBadly,

    /// <summary>The node refuses connections to the port.</summary>
    Refused,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>There is no way from this machine to the node.</summary>
    Unreachable,

    /// <summary>No node answers, for no task runs that publishes it.</summary>
    NoTask,

    /// <summary>It was not tried: whether a UDP port answers cannot be seen, and a node whose address is not known cannot be reached.</summary>
    NotTried,
}
