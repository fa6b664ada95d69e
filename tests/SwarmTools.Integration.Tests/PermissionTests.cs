using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>A socket that belongs to somebody else, as docker's does for whoever is not in the group docker.</summary>
public sealed class PermissionTests
{
    [Fact]
    public async Task A_socket_of_others_is_one_error_with_the_remedy()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("docker.sock");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        await Command.ShellAsync("chown 65534:65534 \"$1\" && chmod 600 \"$1\"", path);

        // Root may open what belongs to others, unless it has given that up.
        CommandResult result = await Command.RunAsync(
            "setpriv",
            [
                "--bounding-set=-dac_override,-dac_read_search", "dotnet", Repository.PathOf("tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll"),
                "-NoProfile", "-Module", Repository.Manifest, "-Command", $"try {{ Connect-Swarm unix://{path} }} catch {{ $_.FullyQualifiedErrorId; $_.CategoryInfo.Category.ToString(); $_.Exception.Message }}",
            ],
            stop: TestContext.Current.CancellationToken);

        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.True(lines.Length == 3, result.Output + result.Errors);
        Assert.Equal("EngineAccessDenied,SwarmTools.Commands.ConnectSwarmCommand", lines[0]);
        Assert.Equal("PermissionDenied", lines[1]);
        Assert.Contains(path, lines[2], StringComparison.Ordinal);
        Assert.Contains("group", lines[2], StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }
}
