using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Connections;

/// <summary>What the user named; everything may be missing.</summary>
internal sealed record ConnectionRequest
{
    public IReadOnlyList<string> HostUri { get; init; } = [];

    public string? Context { get; init; }

    /// <summary>The folder of the docker configuration, instead of the one of DOCKER_CONFIG.</summary>
    public string? ConfigPath { get; init; }

    public string? CaCertificatePath { get; init; }

    public string? ClientCertificatePath { get; init; }

    public string? ClientKeyPath { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public bool UseTls { get; init; }

    public bool SkipTlsVerify { get; init; }

    /// <summary>Whether nothing was named at all.</summary>
    public bool IsEmpty => HostUri.Count == 0 && string.IsNullOrEmpty(Context) && ConfigPath is null && !WantsTls;

    public bool WantsTls => UseTls || SkipTlsVerify || Certificate is not null
        || CaCertificatePath is not null || ClientCertificatePath is not null || ClientKeyPath is not null;
}
