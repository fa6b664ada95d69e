namespace SwarmTools;

/// <summary>Why a connection leads where it leads.</summary>
public enum SwarmConnectionSource
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Named by the command: -HostUri, -Context.</summary>
    Explicit,

    /// <summary>The environment variable DOCKER_HOST.</summary>
    DockerHost,

    /// <summary>The environment variable DOCKER_CONTEXT.</summary>
    DockerContextVariable,

    /// <summary>The current context of the docker configuration.</summary>
    CurrentContext,

    /// <summary>The platform's default pipe or socket.</summary>
    PlatformDefault,
}
