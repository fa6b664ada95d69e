using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Tunnels;

namespace SwarmTools.Volumes;

/// <summary>Asks the engine of another node for its volumes, in a task that has that engine's socket.</summary>
internal sealed class VolumeSurvey(IVolumeApi volumes, TunnelOpener opener)
{
    /// <summary>An image that has what asks an engine, and openssl.</summary>
    public const string DefaultImage = "docker:dind";

    public const string DefaultSocket = "/var/run/docker.sock";

    private const string Socket = "/run/docker-of-node.sock";

    // HTTP 1.0: an answer without chunks, which ends with its connection.
    private const string Script = TunnelScript.Send + """
        ask() {
            if command -v curl >/dev/null; then curl -sS --unix-socket /run/docker-of-node.sock "http://engine$1"
            elif command -v docker >/dev/null; then printf 'GET %s HTTP/1.0\r\nHost: engine\r\n\r\n' "$1" | docker -H unix:///run/docker-of-node.sock system dial-stdio | sed '1,/^\r*$/d'
            else echo "the image has neither curl nor docker" >&2; return 1
            fi
        }
        content() { { ask /volumes && echo && ask '/volumes?filters=%7B%22dangling%22%3A%5B%22true%22%5D%7D'; } 2>said || { echo "the engine was not asked:"; cat said; } >error; }
        send
        """;

    /// <summary>The volumes of a node, by name.</summary>
    /// <exception cref="SwarmException"><c>TransferFailed</c> and others.</exception>
    public async Task<IReadOnlyList<SwarmVolume>> ListAsync(SwarmNode node, string socket, VolumeTransferOptions options, Action<TransferEvent> emit, CancellationToken stop)
    {
        TunnelRequest request = new()
        {
            Node = node,
            Image = options.Image,
            IsSealed = options.IsSealed,
            Login = options.Login,
            Purpose = $"list of the volumes on '{node.Name}'",
            Script = Script,
            Mounts = [Mount(socket)],
        };
        Tunnel tunnel = await opener.OpenAsync(request, options.Timeout, emit, stop).ConfigureAwait(false);
        try
        {
            using MemoryStream answer = new();
            await tunnel.ReceiveAsync(answer, _ => { }, stop).ConfigureAwait(false);
            return Read(node, Encoding.UTF8.GetString(answer.ToArray()));
        }
        finally
        {
            await tunnel.CloseAsync(emit, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static JsonObject Mount(string socket) => MountSpec.Build(new() { Type = SwarmMountType.Bind, Source = socket, Target = Socket });

    private IReadOnlyList<SwarmVolume> Read(SwarmNode node, string answer)
    {
        string[] lists = [.. answer.Split('\n').Where(line => line.Trim().Length > 0)];
        if (lists.Length != 2)
        {
            throw new SwarmException(ErrorId.EngineError, $"The engine of the node '{node.Name}' did not list its volumes.");
        }

        IReadOnlyList<SwarmVolume> all = volumes.ReadVolumes(Encoding.UTF8.GetBytes(lists[0]), Encoding.UTF8.GetBytes(lists[1]));
        foreach (SwarmVolume volume in all)
        {
            volume.NodeName = node.Name;
        }

        return all;
    }
}
