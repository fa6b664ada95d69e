namespace SwarmTools.Engine;

/// <summary>What a request is about: decides how its failure is named.</summary>
internal sealed record EngineSubject(string Kind, string Name, ErrorId NotFound, ErrorId Exists, ErrorId InUse)
{
    public static readonly EngineSubject Engine = new("engine", "", ErrorId.EngineError, ErrorId.EngineError, ErrorId.EngineError);

    public static readonly EngineSubject Swarm = new("swarm", "", ErrorId.NotInSwarm, ErrorId.SwarmExists, ErrorId.EngineError);

    public static EngineSubject SwarmOf(string name) => Swarm with { Name = name };

    public static EngineSubject Node(string name) => new("node", name, ErrorId.NodeNotFound, ErrorId.EngineError, ErrorId.NodeInUse);

    public static EngineSubject Service(string name) => new("service", name, ErrorId.ServiceNotFound, ErrorId.ServiceExists, ErrorId.PortInUse);

    public static EngineSubject Secret(string name) => new("secret", name, ErrorId.SecretNotFound, ErrorId.SecretExists, ErrorId.SecretInUse);

    public static EngineSubject Config(string name) => new("config", name, ErrorId.ConfigNotFound, ErrorId.ConfigExists, ErrorId.ConfigInUse);

    public static EngineSubject Network(string name) => new("network", name, ErrorId.NetworkNotFound, ErrorId.NetworkExists, ErrorId.NetworkInUse);

    public static EngineSubject Volume(string name) => new("volume", name, ErrorId.VolumeNotFound, ErrorId.VolumeExists, ErrorId.VolumeInUse);

    public static EngineSubject Task(string name) => new("task", name, ErrorId.TaskNotFound, ErrorId.EngineError, ErrorId.EngineError);

    public static EngineSubject Container(string name) => new("container", name, ErrorId.TransferFailed, ErrorId.TransferFailed, ErrorId.EngineError);

    public static EngineSubject Image(string name) => new("image", name, ErrorId.ImageNotFound, ErrorId.EngineError, ErrorId.EngineError);
}
