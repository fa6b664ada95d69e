using System.Runtime.CompilerServices;
using SwarmTools.Compose;
using SwarmTools.Engine;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Infrastructure;

/// <summary>The only place that names the engine assembly, which lives in a load context of its own.</summary>
internal static class EngineConnector
{
    /// <summary>Opens a connection; nothing is sent yet.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ISwarmEngine Open(ConnectionSettings settings) => new DockerEngine(settings);

    /// <summary>What reads and writes YAML.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IYaml Yaml() => new Yaml();

    /// <summary>What runs docker's credential helpers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ICredentialHelper CredentialHelper() => new CredentialHelper();
}
