using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SwarmTools.Engine.Transport;

/// <summary>Names what breaks between here and an engine.</summary>
internal static class TransportErrors
{
    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether an exception is one that a transport throws. Cancellation counts: the caller asks first whether it was its own.</summary>
    public static bool IsTransportFailure(Exception failure) => failure
        is SwarmException or TransportException or HttpRequestException or IOException or SocketException
        or AuthenticationException or TimeoutException or UnauthorizedAccessException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Whether a request surely did not reach the engine: no connection came about.</summary>
    /// <remarks>Below an IOException is what befell a connection that was there: even "no route to host" comes too late then.</remarks>
    public static bool WasNotSent(Exception failure) => Chain(failure).TakeWhile(inner => inner is not IOException).Any(inner =>
        inner is SwarmException { Kind: SwarmErrorKind.Unreachable or SwarmErrorKind.AccessDenied } or TimeoutException or UnauthorizedAccessException
        || (inner is SocketException socket && IsOfConnecting(socket.SocketErrorCode)));

    /// <summary>Names a failure of sending to one engine.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="endpoint">The engine.</param>
    /// <param name="mayBeDone">Whether something was asked for that changes the swarm.</param>
    public static SwarmException Translate(Exception failure, SwarmEndpoint endpoint, bool mayBeDone)
    {
        foreach (Exception inner in Chain(failure))
        {
            SwarmException? named = inner switch
            {
                SwarmException known => known,
                SocketException socket => OfSocket(socket, endpoint),
                AuthenticationException handshake => Handshake(endpoint, "", handshake),
                UnauthorizedAccessException => Denied(endpoint, failure),
                TimeoutException => TimedOut(endpoint, failure),
                IOException io when OfAlert(Whole(io)) is { } alert => Tls(endpoint, alert, failure),
                _ => null,
            };
            if (named is not null)
            {
                return named;
            }
        }

        return Interrupted(failure, endpoint.ToString(), mayBeDone);
    }

    /// <summary>Names a failure after the engine was reached.</summary>
    public static SwarmException Interrupted(Exception failure, string name, bool mayBeDone) =>
        Chain(failure).OfType<SwarmException>().FirstOrDefault() ?? new(
            ErrorId.EngineUnreachable,
            $"The connection to '{name}' broke: {Innermost(failure)}.{(mayBeDone ? " What was asked for may or may not have been done; look before you repeat it." : "")}",
            failure);

    /// <summary>Names a failure of a TLS handshake.</summary>
    /// <param name="endpoint">The engine.</param>
    /// <param name="refusal">Why we refused the server; empty when something else failed.</param>
    /// <param name="failure">What was thrown.</param>
    public static SwarmException Handshake(SwarmEndpoint endpoint, string refusal, Exception failure) => Tls(
        endpoint,
        refusal.Length > 0 ? refusal : OfAlert(Whole(failure)) ?? (SpeaksNoTls(Whole(failure)) ? "what answers there does not speak TLS" : Innermost(failure)),
        failure);

    private static SwarmException Tls(SwarmEndpoint endpoint, string why, Exception failure) => new(
        ErrorId.TlsFailed,
        $"No secure connection to '{endpoint}': {why}. See -CaCertificate, -ClientCertificate with -ClientKey, -Certificate and -SkipTlsVerify of Connect-Swarm.",
        failure);

    // With TLS 1.3 a server judges the client after the handshake: its refusal arrives with the first answer.
    private static string? OfAlert(string message) =>
        Has(message, "certificate required") || Has(message, "bad certificate")
            ? "the engine wants a client certificate, and got none or one that it does not accept"
            : Has(message, "handshake failure")
            ? "the engine broke off the handshake: most often because it wants a client certificate, sometimes because it knows no cipher of ours"
            : Has(message, "protocol version")
            ? "the engine speaks neither TLS 1.2 nor 1.3"
            : Has(message, "unknown ca") || Has(message, "certificate unknown")
                ? "the engine does not accept the client certificate: another authority signed it"
                : Has(message, "certificate expired") ? "the engine does not accept the client certificate: it has expired" : null;

    private static bool SpeaksNoTls(string message) =>
        Has(message, "packet format") || Has(message, "wrong version number") || Has(message, "record layer") || Has(message, "corrupted frame");

    private static SwarmException? OfSocket(SocketException failure, SwarmEndpoint endpoint)
    {
        // Who may not search the folder does not see the socket either.
        if (endpoint.Scheme == SwarmEndpointScheme.Unix && failure.SocketErrorCode != SocketError.AccessDenied && !File.Exists(endpoint.Path))
        {
            return new(
                ErrorId.EngineUnreachable,
                $"There is no socket '{endpoint.Path}'. Is docker installed and running? Another engine is named with Connect-Swarm -HostUri or DOCKER_HOST.",
                failure);
        }

        return failure.SocketErrorCode switch
        {
            SocketError.AccessDenied => Denied(endpoint, failure),
            SocketError.ConnectionRefused => Unreachable(endpoint, "nothing listens there. Is the engine running?", failure),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unreachable(
                endpoint, $"the host name '{endpoint.HostName}' is not known. Check its spelling and the DNS.", failure),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown => Unreachable(
                endpoint, "the machine does not answer. Check the network and the firewall.", failure),
            _ => null,
        };
    }

    private static SwarmException TimedOut(SwarmEndpoint endpoint, Exception failure) => endpoint.Scheme == SwarmEndpointScheme.NamedPipe
        ? new(
            ErrorId.PipeNotFound,
            $"There is no pipe '{endpoint}'. Is Docker running, and does it run Windows or Linux engines under another pipe? 'docker context ls' shows the pipes it made.",
            failure)
        : Unreachable(endpoint, "the machine does not answer. Check the network and the firewall.", failure);

    private static SwarmException Denied(SwarmEndpoint endpoint, Exception failure) => new(
        ErrorId.EngineAccessDenied,
        endpoint.Scheme == SwarmEndpointScheme.Unix
            ? $"You may not use the socket '{endpoint.Path}'. Become a member of its group (often 'docker') and log in again, or run as root."
            : $"You may not use '{endpoint}'. Become a member of the group 'docker-users', or run as administrator.",
        failure);

    private static SwarmException Unreachable(SwarmEndpoint endpoint, string why, Exception failure) =>
        new(ErrorId.EngineUnreachable, $"No engine can be reached at '{endpoint}': {why}", failure);

    private static bool IsOfConnecting(SocketError code) => code
        is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.HostDown or SocketError.NoData
        or SocketError.NetworkUnreachable or SocketError.AccessDenied or SocketError.AddressNotAvailable or SocketError.TryAgain;

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
        {
            yield return inner;
        }
    }

    private static string Whole(Exception failure) => string.Join(" ", Chain(failure).Select(inner => inner.Message));

    private static string Innermost(Exception failure) => Chain(failure).Last().Message.TrimEnd('.');

    private static bool Has(string message, string part) => message.IndexOf(part, Ignore) >= 0;
}
