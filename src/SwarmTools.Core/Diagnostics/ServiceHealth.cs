using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Diagnostics;

/// <summary>Finds what is not well with services. Pure: from what was seen to findings.</summary>
internal sealed class ServiceHealth
{
    /// <summary>Within this time failed tasks count as a loop.</summary>
    private static readonly TimeSpan s_loop = TimeSpan.FromMinutes(10);

    private const int Loop = 3;

    private readonly ILookup<string, SwarmTask> _failed;

    /// <param name="tasks">All tasks, ended ones among them.</param>
    /// <param name="at">When they were seen.</param>
    public ServiceHealth(IReadOnlyList<SwarmTask> tasks, DateTimeOffset at) => _failed = tasks
        .Where(task => task.State is SwarmTaskState.Failed or SwarmTaskState.Rejected && at - task.StateChangedAt < s_loop).ToLookup(task => task.ServiceId, StringComparer.Ordinal);

    /// <summary>What is not well with a service, whose counts leave out tasks on nodes that do not answer.</summary>
    public IEnumerable<SwarmHealthFinding> Of(SwarmService service) => OfTasks(service).Concat(OfUpdate(service)).Concat(service.Mode.IsJob() ? [] : OfSpec(service));

    private IEnumerable<SwarmHealthFinding> OfTasks(SwarmService service)
    {
        if (!service.Mode.IsJob() && service.RunningTasks < service.DesiredTasks)
        {
            yield return Finding(SwarmHealthSeverity.Critical, "Replicas", service, $"{service.RunningTasks} of {service.DesiredTasks} tasks run.", $"See why: Get-SwarmTask {service.Name} -History, Get-SwarmLog {service.Name}.");
        }

        SwarmTask[] failed = [.. _failed[service.Id]];
        if (failed.Length >= Loop)
        {
            yield return Finding(SwarmHealthSeverity.Critical, "CrashLoop", service, $"{failed.Length} of its tasks failed in {SwarmText.Duration(s_loop)}; the last: {ConsoleText.Neutralise(failed.OrderBy(task => task.StateChangedAt).Last().Error)}", $"See Get-SwarmLog {service.Name}.");
        }
    }

    private static IEnumerable<SwarmHealthFinding> OfUpdate(SwarmService service) => service.UpdateState switch
    {
        SwarmUpdateState.Paused or SwarmUpdateState.RollbackPaused =>
            [Finding(SwarmHealthSeverity.Critical, "Update", service, $"Its update is held: {ConsoleText.Neutralise(service.UpdateMessage).TrimEnd('.')}.", "Undo-SwarmServiceUpdate goes back, Resume-SwarmServiceUpdate goes on.")],
        SwarmUpdateState.Updating => [Finding(SwarmHealthSeverity.Warning, "Update", service, "Its update goes on.", $"Wait-SwarmService {service.Name} tells how it ends.")],
        SwarmUpdateState.RollbackStarted => [Finding(SwarmHealthSeverity.Warning, "Update", service, "The engine brings it back to the version before.", $"Wait-SwarmService {service.Name} tells how it ends.")],
        _ => [],
    };

    private static IEnumerable<SwarmHealthFinding> OfSpec(SwarmService service)
    {
        JsonObject spec = ServiceSpec.Of(service).Json;
        if (ServiceOptions.HealthTest.Read(spec) is null)
        {
            yield return Finding(SwarmHealthSeverity.Advice, "HealthCheck", service, "Nothing in its spec says when a task is well; the image may.", "Set-SwarmService -HealthCommand.");
        }

        if (((long?)ServiceOptions.MemoryLimit.Read(spec) ?? 0) == 0)
        {
            yield return Finding(SwarmHealthSeverity.Advice, "Limits", service, "A task may take all memory of its node.", "Set-SwarmService -MemoryLimit.");
        }
    }

    private static SwarmHealthFinding Finding(SwarmHealthSeverity severity, string check, SwarmService service, string evidence, string remedy) =>
        new() { Severity = severity, Check = check, Target = service.Name, Evidence = evidence, Remedy = remedy };
}
