using System.Collections.Generic;
using System.Text;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>What belongs to a stack: things that bear its label.</summary>
internal static class AStack
{
    public static IReadOnlyDictionary<string, string> Labels(string stack) => new Dictionary<string, string> { [StackLabel.Key] = stack };

    /// <summary>A service in one network of its stack, with some tasks that run.</summary>
    public static SwarmService Service(string stack, string name, int tasks = 1, int minute = 0, SwarmServiceMode mode = SwarmServiceMode.Replicated, string? network = null) => new()
    {
        Id = name + "-id",
        Name = name,
        Labels = Labels(stack),
        Mode = mode,
        RunningTasks = tasks,
        DesiredTasks = tasks + 1,
        NetworkIds = [network ?? $"{stack}_default-swarm-id"],
        CreatedAt = A.Noon,
        UpdatedAt = A.Noon.AddMinutes(minute),
    };

    public static SwarmNetwork Network(string stack, string name) => new() { Id = name + "-swarm-id", Name = name, Scope = "swarm", Labels = Labels(stack), CreatedAt = A.Noon };

    public static SwarmSecret Secret(string stack, string name) => new() { Id = name + "-id", Name = name, Labels = Labels(stack), CreatedAt = A.Noon };

    public static SwarmConfig Config(string stack, string name) => new() { Id = name + "-id", Name = name, Labels = Labels(stack), CreatedAt = A.Noon };

    /// <summary>A task, of a service that may be gone.</summary>
    public static SwarmTask Task(string stack, string service, SwarmTaskState state = SwarmTaskState.Running, bool ofJob = false) => new()
    {
        Id = service + "-task",
        ServiceId = service + "-id",
        NodeId = "n1",
        StackName = stack,
        State = state,
        RawJson = Encoding.UTF8.GetBytes(ofJob ? """{"JobIteration":{"Index":0}}""" : "{}"),
    };
}
