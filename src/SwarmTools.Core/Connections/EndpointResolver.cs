using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SwarmTools.Connections;

/// <summary>Decides where a connection leads: what was named, DOCKER_HOST, DOCKER_CONTEXT, the current context, the platform's default.</summary>
internal static class EndpointResolver
{
    /// <summary>Resolves a request.</summary>
    /// <exception cref="SwarmException"><c>EndpointInvalid</c>, <c>ContextNotFound</c>, <c>ContextInvalid</c>, <c>TlsFailed</c> for missing certificate files, <c>OptionInvalid</c> for certificates where nothing is encrypted with them.</exception>
    public static ConnectionSettings Resolve(ConnectionRequest request, IConnectionEnvironment environment)
    {
        DockerConfiguration configuration = new(environment, request.ConfigPath);
        if (request.HostUri.Count > 0)
        {
            return FromHosts(request.HostUri, SwarmConnectionSource.Explicit, "-HostUri", request, environment, configuration);
        }

        if (request.Context is { Length: > 0 } named)
        {
            return FromContext(named, SwarmConnectionSource.Explicit, "-Context", request, environment, configuration);
        }

        if (environment.Variable("DOCKER_HOST") is { Length: > 0 } host)
        {
            return FromHosts([host], SwarmConnectionSource.DockerHost, "DOCKER_HOST", request, environment, configuration);
        }

        if (environment.Variable("DOCKER_CONTEXT") is { Length: > 0 } variable)
        {
            return FromContext(variable, SwarmConnectionSource.DockerContextVariable, "DOCKER_CONTEXT", request, environment, configuration);
        }

        string current = configuration.CurrentContext();
        return current.Length > 0 && current != ContextStore.DefaultName
            ? FromContext(current, SwarmConnectionSource.CurrentContext, "current context", request, environment, configuration)
            : Default(SwarmConnectionSource.PlatformDefault, request, environment, configuration);
    }

    /// <summary>The address that an engine has when nobody chose one.</summary>
    public static string DefaultHost(IConnectionEnvironment environment) =>
        environment.IsWindows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

    private static ConnectionSettings Default(
        SwarmConnectionSource source, ConnectionRequest request, IConnectionEnvironment environment, DockerConfiguration configuration) =>
        FromHosts([DefaultHost(environment)], source, "default", request, environment, configuration);

    private static ConnectionSettings FromHosts(
        IReadOnlyList<string> hosts,
        SwarmConnectionSource source,
        string origin,
        ConnectionRequest request,
        IConnectionEnvironment environment,
        DockerConfiguration configuration)
    {
        List<SwarmEndpoint> endpoints = [.. hosts.Select(host => EndpointParser.Parse(host, origin))];
        RequireUse(request, endpoints);
        TlsSettings? tls = null;
        if (endpoints.Any(IsNetwork) && WantsTls(request, endpoints, environment))
        {
            tls = TlsOf(request, environment, configuration);
        }

        return Settings(endpoints, tls) with { Source = source };
    }

    private static ConnectionSettings FromContext(
        string name,
        SwarmConnectionSource source,
        string origin,
        ConnectionRequest request,
        IConnectionEnvironment environment,
        DockerConfiguration configuration)
    {
        if (name == ContextStore.DefaultName)
        {
            return environment.Variable("DOCKER_HOST") is { Length: > 0 } variable
                ? FromHosts([variable], source, "DOCKER_HOST", request, environment, configuration) with { ContextName = name }
                : Default(source, request, environment, configuration) with { ContextName = name };
        }

        StoredContext context = new ContextStore(environment, configuration).Find(name, origin);
        string host = context.Host.Length > 0 ? context.Host : DefaultHost(environment);
        SwarmEndpoint endpoint = EndpointParser.Parse(host, $"context '{name}'");
        RequireUse(request, [endpoint]);
        bool wanted = context.HasCertificates || context.SkipTlsVerify || WantsTls(request, [endpoint], environment);
        TlsSettings? tls = !IsNetwork(endpoint) || !wanted
            ? null
            : Whole(new()
            {
                CaPem = Named(request.CaCertificatePath, environment) ?? context.CaPem,
                CertificatePem = Named(request.ClientCertificatePath, environment) ?? context.CertificatePem,
                KeyPem = Named(request.ClientKeyPath, environment) ?? context.KeyPem,
                Certificate = request.Certificate,
                SkipVerify = context.SkipTlsVerify || request.SkipTlsVerify,
            });
        return Settings([endpoint], tls) with { Name = name, ContextName = name, Source = source };
    }

    private static ConnectionSettings Settings(IReadOnlyList<SwarmEndpoint> endpoints, TlsSettings? tls)
    {
        List<SwarmEndpoint> complete = [.. endpoints.Select(endpoint => WithPort(tls is null ? endpoint : endpoint.WithTls()))];
        return new() { Name = complete[0].ToString(), Endpoints = complete, Tls = tls };
    }

    private static SwarmEndpoint WithPort(SwarmEndpoint endpoint) =>
        endpoint.Port != 0 || !IsNetwork(endpoint)
            ? endpoint
            : new()
            {
                Scheme = endpoint.Scheme,
                HostName = endpoint.HostName,
                Port = endpoint.Scheme == SwarmEndpointScheme.Tls ? 2376 : 2375,
            };

    private static bool IsNetwork(SwarmEndpoint endpoint) => endpoint.Scheme is SwarmEndpointScheme.Tcp or SwarmEndpointScheme.Tls;

    private static bool WantsTls(ConnectionRequest request, IReadOnlyList<SwarmEndpoint> endpoints, IConnectionEnvironment environment) =>
        request.WantsTls
        || endpoints.Any(endpoint => endpoint.Scheme == SwarmEndpointScheme.Tls || endpoint.Port == 2376)
        || environment.Variable("DOCKER_TLS_VERIFY") is { Length: > 0 };

    private static void RequireUse(ConnectionRequest request, IReadOnlyList<SwarmEndpoint> endpoints)
    {
        if (request.WantsTls && !endpoints.Any(IsNetwork))
        {
            throw new SwarmException(
                ErrorId.OptionInvalid,
                $"Certificates and the other parameters of TLS are for tcp, and '{endpoints[0]}' is none. Leave them out, or name the engine's tcp address.");
        }
    }

    private static TlsSettings TlsOf(ConnectionRequest request, IConnectionEnvironment environment, DockerConfiguration configuration)
    {
        string? folder = environment.Variable("DOCKER_CERT_PATH") is { Length: > 0 } named ? named : configuration.Folder;
        bool ownFiles = request.CaCertificatePath is not null || request.ClientCertificatePath is not null || request.Certificate is not null;
        string? Pem(string? path, string fileName) => path is not null
            ? Named(path, environment)
            : ownFiles ? null : environment.ReadText(Path.Combine(folder, fileName));

        return Whole(new()
        {
            CaPem = Pem(request.CaCertificatePath, "ca.pem"),
            CertificatePem = Pem(request.ClientCertificatePath, "cert.pem"),
            KeyPem = Pem(request.ClientKeyPath, "key.pem"),
            Certificate = request.Certificate,
            SkipVerify = request.SkipTlsVerify,
        });
    }

    private static TlsSettings Whole(TlsSettings tls) => tls.Certificate is not null || (tls.CertificatePem is null) == (tls.KeyPem is null)
        ? tls
        : throw new SwarmException(
            ErrorId.TlsFailed,
            "A client certificate needs its key, and a key its certificate: give both -ClientCertificate and -ClientKey (cert.pem and key.pem).");

    private static string? Named(string? path, IConnectionEnvironment environment) => path is null
        ? null
        : environment.ReadText(path) ?? throw new SwarmException(ErrorId.TlsFailed, $"The certificate file '{path}' does not exist.");
}
