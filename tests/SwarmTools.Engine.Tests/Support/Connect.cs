using System.Linq;
using SwarmTools.Connections;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>Engines as the module makes them.</summary>
internal static class Connect
{
    public static DockerEngine To(params FakeEngine[] engines) => To([.. engines.Select(engine => engine.HostUri)]);

    public static DockerEngine To(params string[] addresses) => new(Settings(addresses));

    public static DockerEngine To(string address, TlsSettings tls) => new(Settings(address) with { Tls = tls });

    public static ConnectionSettings Settings(params string[] addresses) => new()
    {
        Name = "lab",
        Endpoints = [.. addresses.Select(address => EndpointParser.Parse(address, "a test"))],
    };
}
