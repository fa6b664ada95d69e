using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Reads the certificate that a manager shows in a TLS handshake. It is not trusted: the handshake ends there, and only the end of its time is read.</summary>
internal static class LeafCertificates
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    public static async Task<DateTimeOffset?> EndOfAsync(string address, CancellationToken stop)
    {
        int colon = address.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(address[(colon + 1)..], out int port))
        {
            return null;
        }

        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        DateTimeOffset? end = null;
        using TcpClient client = new();
        // Neither connecting nor the handshake takes a token on every platform; closing ends both.
        using CancellationTokenRegistration closing = late.Token.Register(client.Dispose);
        try
        {
            await client.ConnectAsync(address[..colon].Trim('[', ']'), port).ConfigureAwait(false);
            using SslStream stream = new(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
            {
                end = certificate is null ? null : new DateTimeOffset(DateTime.Parse(certificate.GetExpirationDateString(), System.Globalization.CultureInfo.CurrentCulture).ToUniversalTime());
                // Never trusted: the handshake ends here.
                return false;
            });
            await stream.AuthenticateAsClientAsync("swarm-manager").ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or ObjectDisposedException or InvalidOperationException)
        {
            // It did not answer, or was not trusted: what it showed before that is enough.
            stop.ThrowIfCancellationRequested();
        }

        return end;
    }
}
