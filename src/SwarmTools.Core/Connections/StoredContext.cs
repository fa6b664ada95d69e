namespace SwarmTools.Connections;

/// <summary>A context as its files describe it.</summary>
internal sealed class StoredContext
{
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public string Host { get; init; } = "";

    public bool SkipTlsVerify { get; init; }

    public string? CaPem { get; init; }

    public string? CertificatePem { get; init; }

    public string? KeyPem { get; init; }

    /// <summary>Why it cannot be used; empty when it can.</summary>
    public string Error { get; init; } = "";

    public bool HasCertificates => CaPem is not null || CertificatePem is not null || KeyPem is not null;
}
