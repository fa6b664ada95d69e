using System.Collections.Generic;
using SwarmTools.Syntax;

namespace SwarmTools.Engine.Mapping;

/// <summary>A service while it is being read.</summary>
internal sealed class ServiceFields : ObjectFields
{
    public SwarmServiceMode Mode { get; set; }

    public long? Replicas { get; set; }

    public long RunningTasks { get; set; }

    public long DesiredTasks { get; set; }

    public long CompletedTasks { get; set; }

    public string Image { get; set; } = "";

    public bool Tty { get; set; }

    public IReadOnlyList<SwarmPort> Ports { get; set; } = [];

    public IReadOnlyList<SwarmVirtualIp> VirtualIps { get; set; } = [];

    public ReferenceFields Secrets { get; set; } = ReferenceFields.None;

    public ReferenceFields Configs { get; set; } = ReferenceFields.None;

    public IReadOnlyList<string> NetworkIds { get; set; } = [];

    public IReadOnlyList<string> Constraints { get; set; } = [];

    public SwarmUpdateState UpdateState { get; set; } = SwarmUpdateState.None;

    public string UpdateMessage { get; set; } = "";

    public bool IsUpdateHeld { get; set; }

    public SwarmService ToService(byte[] raw)
    {
        (string image, string digest) = ImageName.Split(Image);
        return new()
        {
            Id = Id,
            Name = Name,
            Version = Version,
            Labels = Labels,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            RawJson = raw,
            Mode = Mode,
            Replicas = Replicas,
            RunningTasks = RunningTasks,
            DesiredTasks = DesiredTasks,
            CompletedTasks = CompletedTasks,
            Image = image,
            ImageDigest = digest,
            Tty = Tty,
            Ports = Ports,
            VirtualIps = VirtualIps,
            Secrets = Secrets.Names,
            SecretIds = Secrets.Ids,
            Configs = Configs.Names,
            ConfigIds = Configs.Ids,
            NetworkIds = NetworkIds,
            Constraints = Constraints,
            UpdateState = UpdateState,
            UpdateMessage = UpdateMessage,
            IsUpdateHeld = IsUpdateHeld,
        };
    }
}
