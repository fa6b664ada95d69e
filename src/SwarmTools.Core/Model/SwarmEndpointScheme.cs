namespace SwarmTools;

/// <summary>How an engine is reached.</summary>
internal enum SwarmEndpointScheme
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>A unix socket.</summary>
    Unix,

    /// <summary>A Windows named pipe.</summary>
    NamedPipe,

    /// <summary>TCP without TLS.</summary>
    Tcp,

    /// <summary>TCP with TLS.</summary>
    Tls,

    /// <summary>docker system dial-stdio over ssh.</summary>
    Ssh,
}
