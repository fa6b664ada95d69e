using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;

namespace SwarmTools.Engine.Tests.Transport;

/// <summary>What takes connections and never answers.</summary>
public class SilenceTests
{
    [Fact]
    public async Task A_ping_without_an_answer_ends_with_an_error()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using DockerEngine engine = Connect.To($"tcp://{listener.LocalEndpoint}");

        await Refused.WithAsync(ErrorId.EngineUnreachable, ["'lab' takes the connection and does not answer", "30s"], () => engine.PingAsync(TestContext.Current.CancellationToken));
    }
}
