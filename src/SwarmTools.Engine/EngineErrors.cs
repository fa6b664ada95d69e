using System;
using System.Net;
using System.Text.Json;
using SwarmTools.Engine.Transport;
using SwarmTools.Text;

namespace SwarmTools.Engine;

/// <summary>Turns what engines answer, and what breaks on the way, into <see cref="SwarmException"/>.</summary>
/// <remarks>
/// The status alone says little: "update out of sequence" is 400 or 500, a worker, a locked manager and an engine
/// outside any swarm are all 503. So the engine's own message decides first, and is kept.
/// </remarks>
internal static class EngineErrors
{
    private const int LongestMessage = 2_000;
    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    private static readonly string[] s_leaderWentAway = ["code = Unavailable", "error reading from server", "transport is closing", "node lost leader status", "node is stopped"];

    /// <summary>Whether an exception is one that <see cref="Translate"/> knows.</summary>
    public static bool IsKnown(Exception failure) =>
        failure is JsonException or InvalidOperationException { Source: "System.Text.Json" or "System.Text.Json.Rethrowable" } || TransportErrors.IsTransportFailure(failure);

    /// <summary>Names a failure of the transport, or of reading an answer.</summary>
    public static SwarmException Translate(Exception failure, ConnectionSettings settings, bool mayBeDone = true) => failure switch
    {
        SwarmException known => known,
        ObjectDisposedException => TransportErrors.Interrupted(failure, settings.Name, mayBeDone),
        JsonException or InvalidOperationException => NotAnEngine(failure, settings),
        _ => TransportErrors.Interrupted(failure, settings.Name, mayBeDone),
    };

    /// <summary>Names an answer that cannot be read.</summary>
    public static SwarmException NotAnEngine(Exception failure, ConnectionSettings settings) =>
        new(ErrorId.EngineError, $"The answer of '{settings.Name}' is not one of a Docker engine: {failure.Message}", failure);

    /// <summary>Names what answered a ping and told no version of an API.</summary>
    public static SwarmException NamesNoVersion(ConnectionSettings settings) =>
        new(ErrorId.EngineError, $"What answers at '{settings.Name}' is not a Docker engine: it names no API version.");

    /// <summary>Names what takes connections and says nothing.</summary>
    public static SwarmException IsSilent(ConnectionSettings settings, TimeSpan silence) =>
        new(ErrorId.EngineUnreachable, $"What listens at '{settings.Name}' takes the connection and does not answer: nothing came in {SwarmText.Duration(silence)}. See whether it is a Docker engine, and whether that is well.");

    /// <summary>Names an answer that is no success.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body: <c>{"message": "..."}</c>, or plain text from some engines.</param>
    /// <param name="subject">What the request was about.</param>
    /// <param name="settings">Where it was sent.</param>
    public static SwarmException FromAnswer(HttpStatusCode status, string body, EngineSubject subject, ConnectionSettings settings)
    {
        string message = Readable(Message(body));
        if (message.Length == 0)
        {
            message = $"it answered {(int)status} without a word";
        }

        SwarmException failure = OfSwarm(message, settings) ?? OfQuorum(message, settings) ?? OfSubject(status, message, subject) ?? ByStatus(status, message, subject, settings);
        failure.EngineMessage = message;
        return failure;
    }

    /// <summary>Whether an answer says that this engine did not take the request, but another manager may, or the same one later.</summary>
    public static ManagerRefusal RefusalOf(string body, bool isRead, ConnectionSettings settings)
    {
        string message = Message(body);
        SwarmException? failure = OfSwarm(message, settings) ?? (isRead ? OfQuorum(message, settings) : null);
        return failure is not { Kind: SwarmErrorKind.NotManager } ? ManagerRefusal.None : failure.Is(ErrorId.NoLeader) ? ManagerRefusal.NoLeader : ManagerRefusal.NoManager;
    }

    // The messages are those of moby (daemon/cluster/errors.go) and swarmkit.
    private static SwarmException? OfSwarm(string message, ConnectionSettings settings)
    {
        string where = $"The engine at '{settings.Name}'";
        if (Has(message, "HTTP request to an HTTPS server"))
        {
            return new(ErrorId.TlsFailed, $"{where} ({string.Join(", ", settings.Endpoints)}) wants TLS: name its authority with -CaCertificate, or set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.");
        }

        if (OfLock(message, where) is { } locked)
        {
            return locked;
        }

        if (Has(message, "does not have a leader") || Has(message, "no elected primary") || Has(message, "no elected cluster leader"))
        {
            return new(ErrorId.NoLeader, $"The swarm of '{settings.Name}' has no leader: too few managers are reachable. ({message})");
        }

        if (Has(message, "Worker nodes can't be used") || Has(message, "from a worker node"))
        {
            return new(ErrorId.NotSwarmManager, $"{where} is a worker. Connect to a manager of the swarm, for example with Connect-Swarm -HostUri.");
        }

        if (Has(message, "is already part of a swarm"))
        {
            return new(ErrorId.SwarmExists, $"{where} already belongs to a swarm. Leave it first with Exit-Swarm.");
        }

        if (Has(message, "Manager is being prepared") || Has(message, "manager stopped") || Has(message, "swarm has not been initialized yet"))
        {
            return new(ErrorId.NoLeader, $"{where} is not ready as a manager yet. ({message})");
        }

        return Has(message, "not a swarm manager") || Has(message, "not part of a swarm")
            ? new(ErrorId.NotInSwarm, $"{where} is in no swarm. Make one with Initialize-Swarm, or connect to a manager.")
            : null;
    }

    private static SwarmException? OfLock(string message, string where)
    {
        if (Has(message, "invalid key provided"))
        {
            return new(ErrorId.UnlockFailed, $"{where} did not take the key: it is not the one of its swarm, or no longer. Read it on a manager that is not locked, with Get-SwarmUnlockKey.");
        }

        if (Has(message, "swarm is not locked"))
        {
            return new(ErrorId.NotLocked, $"{where} is not locked.");
        }

        if (Has(message, "needs to be unlocked"))
        {
            return new(ErrorId.SwarmLocked, $"{where} is a manager that waits for its unlock key. Unlock it with Unlock-Swarm first.");
        }

        return null;
    }

    // The first answer when too few managers are left, and what a manager says whose leader went away while it had the request (grpc). Unlike those above they do
    // not say that nothing was done, so no other manager is asked in its place.
    private static SwarmException? OfQuorum(string message, ConnectionSettings settings) =>
        Has(message, "code = DeadlineExceeded") ? new(ErrorId.NoLeader, $"The managers of the swarm of '{settings.Name}' did not agree in time: too few are reachable. ({message})") { MayBeDone = true }
        : Array.Exists(s_leaderWentAway, words => Has(message, words)) ? new(ErrorId.NoLeader, $"The leader of the swarm of '{settings.Name}' went away while it had the request. ({message})") { MayBeDone = true }
        : null;

    private static SwarmException? OfSubject(HttpStatusCode status, string message, EngineSubject subject)
    {
        if (Has(message, "update out of sequence"))
        {
            return new(ErrorId.UpdateOutOfSequence, $"The {subject.Kind} '{subject.Name}' was changed by somebody else in between. ({message})");
        }

        if (Has(message, "attempting to leave the swarm"))
        {
            return new(ErrorId.ManagerLeaveRefused, $"This engine is a manager, and leaving would take its part of the swarm's state with it. Use -Force to leave all the same. ({message})");
        }

        if (Has(message, "already in use by service") && Has(message, "port"))
        {
            // The engine looks at ports before it looks at names.
            return subject.Kind == "service" && Has(message, $"by service '{subject.Name}'") ? Exists(subject, message) : new(ErrorId.PortInUse, $"The {subject.Kind} '{subject.Name}' cannot have its port: {Inner(message)}");
        }

        if (status == HttpStatusCode.NotFound && subject.Kind == "service" && Inner(message).StartsWith("network ", Ignore))
        {
            return new(ErrorId.NetworkNotFound, $"The service '{subject.Name}' names a network that does not exist: {Inner(message)}");
        }

        if (status == HttpStatusCode.NotFound && Has(message, "plugin") && Has(message, "not found"))
        {
            return new(ErrorId.RequestRefused, $"The engine refused{About(subject)}: {Inner(message)}");
        }

        return Has(message, "is in use by") || Has(message, "volume is in use") || Has(message, "in use by task") || Has(message, "has active endpoints")
            ? new(subject.InUse, $"The {subject.Kind} '{subject.Name}' {InUse(Inner(message)).TrimEnd('.')}. Remove what uses it first.")
            : null;
    }

    private static SwarmException Exists(EngineSubject subject, string message) =>
        new(subject.Exists, $"A {subject.Kind} named '{subject.Name}' exists already. {RemedyOf(subject)}{More(message, subject)}");

    private static SwarmException ByStatus(HttpStatusCode status, string message, EngineSubject subject, ConnectionSettings settings) => (int)status switch
    {
        404 when subject.Name.Length > 0 => new(subject.NotFound, $"There is no {subject.Kind} '{subject.Name}' in the swarm of '{settings.Name}'.{More(message, subject)}"),
        409 when subject.Name.Length > 0 => Exists(subject, message),
        403 when Has(message, "pre-defined") => new(ErrorId.RequestRefused, $"The engine refused{About(subject)}: {Inner(message)}"),
        401 or 403 => new(ErrorId.EngineAccessDenied, $"The engine at '{settings.Name}' refused{About(subject)}: {Inner(message)}"),
        400 => new(ErrorId.RequestRefused, $"The engine refused{About(subject)}: {Inner(message)}"),
        _ => new(ErrorId.EngineError, $"The engine at '{settings.Name}' failed{About(subject)}: {Inner(message)}"),
    };

    private static string About(EngineSubject subject) => subject.Name.Length > 0 ? $" on {subject.Kind} '{subject.Name}'" : "";

    // Where the engine does not speak of this very object, it has something else to say.
    private static string RemedyOf(EngineSubject subject) =>
        subject.Exists == ErrorId.SecretExists ? "Use another name, or Update-SwarmSecret to give it another value."
        : subject.Exists == ErrorId.ConfigExists ? "Use another name, or Update-SwarmConfig to give it another content."
        : "Use another name, or remove it first.";

    private static string More(string message, EngineSubject subject) => Has(message, subject.Name) ? "" : $" ({Inner(message)})";

    /// <summary>The engine's message without gRPC's wrapping.</summary>
    private static string Inner(string message)
    {
        int mark = message.IndexOf("desc = ", StringComparison.Ordinal);
        return mark < 0 ? message : message[(mark + 7)..];
    }

    // "secret 'x' is in use by the following service: web" need not name the secret again.
    private static string InUse(string message)
    {
        int mark = message.IndexOf("is in use by", Ignore);
        return mark < 0 ? "is in use: " + message : message[mark..];
    }

    // One line that a console can show: engines quote what users and containers wrote, and a proxy answers with a page.
    public static string Readable(string message)
    {
        string line = ConsoleText.Neutralise(message.Replace("\r", "").Replace('\n', ' '));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "...";
    }

    private static string Message(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out JsonElement message)
                    ? message.ToString().Trim()
                    : body.Trim();
        }
        catch (JsonException)
        {
            // Some answers are plain text, such as 28.5's to a too old API version.
            return body.Trim();
        }
    }

    private static bool Has(string message, string part) => message.IndexOf(part, Ignore) >= 0;
}
