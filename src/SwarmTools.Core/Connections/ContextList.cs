using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Connections;

/// <summary>The docker contexts as users see them, the built-in default among them.</summary>
internal static class ContextList
{
    /// <param name="environment">The machine.</param>
    /// <param name="configFolder">The docker configuration; null for the usual one.</param>
    public static IReadOnlyList<SwarmContext> Read(IConnectionEnvironment environment, string? configFolder)
    {
        DockerConfiguration configuration = new(environment, configFolder);
        string current = CurrentName(environment, configuration);
        string host = environment.Variable("DOCKER_HOST") is { Length: > 0 } named ? named : EndpointResolver.DefaultHost(environment);
        SwarmContext builtIn = new()
        {
            Name = ContextStore.DefaultName,
            Description = "DOCKER_HOST, or the platform's default.",
            HostUri = EndpointParser.Redacted(host),
            IsCurrent = current == ContextStore.DefaultName,
            Folder = configuration.Folder,
        };
        return [builtIn, .. new ContextStore(environment, configuration).List().Select(context => new SwarmContext
        {
            Name = context.Name,
            Description = context.Description,
            HostUri = EndpointParser.Redacted(context.Host),
            IsCurrent = context.Name == current,
            HasCertificates = context.HasCertificates,
            SkipTlsVerify = context.SkipTlsVerify,
            Error = context.Error,
            Folder = configuration.Folder,
        })];
    }

    // DOCKER_HOST wins over both, as in docker's own client.
    private static string CurrentName(IConnectionEnvironment environment, DockerConfiguration configuration)
    {
        if (environment.Variable("DOCKER_HOST") is { Length: > 0 })
        {
            return ContextStore.DefaultName;
        }

        string chosen = environment.Variable("DOCKER_CONTEXT") is { Length: > 0 } variable ? variable : configuration.CurrentContext();
        return chosen.Length > 0 ? chosen : ContextStore.DefaultName;
    }
}
