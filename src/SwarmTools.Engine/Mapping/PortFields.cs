namespace SwarmTools.Engine.Mapping;

/// <summary>A published port while it is being read; the engine leaves out what is usual.</summary>
internal sealed class PortFields
{
    public int TargetPort { get; set; }

    public int PublishedPort { get; set; }

    public SwarmPortProtocol Protocol { get; set; } = SwarmPortProtocol.Tcp;

    public SwarmPublishMode PublishMode { get; set; } = SwarmPublishMode.Ingress;

    public string Name { get; set; } = "";

    public SwarmPort ToPort() => new()
    {
        TargetPort = TargetPort,
        PublishedPort = PublishedPort,
        Protocol = Protocol,
        PublishMode = PublishMode,
        Name = Name,
    };
}
