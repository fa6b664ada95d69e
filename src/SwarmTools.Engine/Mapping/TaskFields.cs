using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>A task while it is being read.</summary>
internal sealed class TaskFields : ObjectFields
{
    public string ServiceId { get; set; } = "";

    public string NodeId { get; set; } = "";

    public int Slot { get; set; }

    public SwarmTaskState State { get; set; }

    public SwarmTaskState DesiredState { get; set; }

    public DateTimeOffset StateChangedAt { get; set; }

    public string Message { get; set; } = "";

    public string Error { get; set; } = "";

    public long? ExitCode { get; set; }

    public string ContainerId { get; set; } = "";

    public string Image { get; set; } = "";

    public IReadOnlyList<SwarmPort> Ports { get; set; } = [];

    public string StackName { get; set; } = "";

    public IReadOnlyList<TaskAddress> Addresses { get; set; } = [];

    public long? SpecVersion { get; set; }

    private bool HasExited => ContainerId.Length > 0 && State is (SwarmTaskState.Complete or SwarmTaskState.Failed or SwarmTaskState.Shutdown);

    public SwarmTask ToTask(byte[] raw) => new()
    {
        Id = Id,
        Name = Name,
        Version = Version,
        Labels = Labels,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RawJson = raw,
        ServiceId = ServiceId,
        NodeId = NodeId,
        Slot = Slot,
        State = State,
        DesiredState = DesiredState,
        StateChangedAt = StateChangedAt,
        Message = Message,
        Error = Error,
        // The engine says 0 as long as there is none.
        ExitCode = HasExited ? ExitCode : null,
        ContainerId = ContainerId,
        Image = Image,
        Ports = Ports,
        StackName = StackName,
        Addresses = Addresses,
        SpecVersion = SpecVersion,
    };
}
