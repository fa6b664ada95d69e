using System;
using System.Runtime.CompilerServices;
using SwarmTools.Compose;
using SwarmTools.Engine;

namespace SwarmTools.Infrastructure;

/// <summary>The only place that names the engine assembly, which lives in a load context of its own.</summary>
internal static class EngineConnector
{
    /// <summary>Opens a connection; nothing is sent yet.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ISwarmEngine Open(ConnectionSettings settings) => new DockerEngine(settings);

    /// <summary>What reads and writes YAML, by its name: what is compiled at once cannot be referred to.</summary>
    public static IYaml Yaml() => (IYaml)Activator.CreateInstance(ModuleAssembly.CompiledAtOnce.GetType("SwarmTools.Engine.Compose.Yaml", throwOnError: true)!)!;

    /// <summary>What runs docker's credential helpers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ICredentialHelper CredentialHelper() => new CredentialHelper();
}
