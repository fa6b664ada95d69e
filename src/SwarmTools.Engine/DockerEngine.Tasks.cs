using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    private static readonly string[] s_yes = ["true"];

    public Task<IReadOnlyList<SwarmTask>> ListTasksAsync(TaskQuery query, CancellationToken stop)
    {
        string filters = Filters(("service", query.ServiceIds), ("_up-to-date", query.UpToDate ? s_yes : []));
        string path = filters.Length == 0 ? "/tasks" : "/tasks?" + filters;
        // Engines answer 404 when a filter names a service that is gone.
        EngineSubject subject = query.ServiceIds.Count > 0 ? EngineSubject.Service(query.ServiceIds[0]) : EngineSubject.Engine;
        return ListAsync(path, subject, TaskMapper.Read, BySlotAndAge, stop);
    }

    private static int BySlotAndAge(SwarmTask one, SwarmTask other)
    {
        int order = string.CompareOrdinal(one.ServiceId, other.ServiceId);
        order = order != 0 ? order : one.Slot.CompareTo(other.Slot);
        order = order != 0 ? order : string.CompareOrdinal(one.Slot == 0 ? one.NodeId : "", other.Slot == 0 ? other.NodeId : "");
        return order != 0 ? order : other.CreatedAt.CompareTo(one.CreatedAt);
    }
}
