using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>Makes entries of the lines that are wanted: names instead of ids.</summary>
/// <param name="filter">Which lines are wanted.</param>
/// <param name="details">Whether entries carry what the log driver adds.</param>
internal sealed class LogEntries(LogFilter filter, bool details)
{
    public LogFilter Filter => filter;

    public async Task<IReadOnlyList<SwarmLogEntry>> MakeAsync(LogSource source, IEnumerable<LogLine> lines, CancellationToken stop)
    {
        List<LogLine> wanted = [.. lines.Where(filter.IsMet)];
        try
        {
            await source.Swarm.Names.LearnAsync(source.ServiceId, wanted.Select(line => line.TaskId), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.EndsCommand)
        {
            // The managers are silent, as in an election; the log goes on, and the names are asked for again with the next line.
        }

        return [.. wanted.Select(line => Entry(source, line))];
    }

    private SwarmLogEntry Entry(LogSource source, LogLine line)
    {
        SwarmTask? task = source.Swarm.Names.TaskOf(line.TaskId);
        return new()
        {
            Timestamp = line.Timestamp,
            Message = line.Message,
            Stream = line.Stream,
            ServiceName = source.ServiceName,
            TaskId = line.TaskId,
            TaskName = task?.Name ?? "",
            Slot = task?.Slot ?? 0,
            NodeName = source.Swarm.Names.NodeOf(line.NodeId),
            Details = details ? line.Details : Empty.Labels,
        };
    }
}
