using System.IO;
using System.IO.Pipes;
using System.Security.Principal;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Connects named pipes.</summary>
internal static class PipeDialer
{
    // A pipe that exists takes a client within milliseconds; one that does not exist is waited for until the end.
    private const int TimeoutMilliseconds = 2_000;

    public static async Task<Stream> DialAsync(SwarmEndpoint endpoint, CancellationToken stop)
    {
        string server = endpoint.HostName.Length == 0 ? "." : endpoint.HostName;
        NamedPipeClientStream pipe = new(server, endpoint.Path, PipeDirection.InOut, PipeOptions.Asynchronous, TokenImpersonationLevel.Identification);
        try
        {
            await pipe.ConnectAsync(TimeoutMilliseconds, stop).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            pipe.Dispose();
            throw;
        }
    }
}
