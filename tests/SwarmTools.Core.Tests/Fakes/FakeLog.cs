using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>Logs by the id of their service or task: each read gives the next batch of lines, written <c>task-id: text</c> or <c>task-id: text @second</c>.</summary>
internal sealed class FakeLog : ILogApi
{
    public Dictionary<string, string[][]> Batches { get; } = [];

    public List<string> Events { get; } = [];

    /// <summary>Logs that the engine refuses to open.</summary>
    public Dictionary<string, SwarmException> Refusals { get; } = [];

    /// <summary>Logs whose reads wait for this.</summary>
    public Dictionary<string, Task> Holds { get; } = [];

    public Task<IFeedReader<LogLine>> OpenLogAsync(LogRequest request, CancellationToken stop)
    {
        Events.Add("open " + request.Id);
        return Refusals.TryGetValue(request.Id, out SwarmException? refusal)
            ? Task.FromException<IFeedReader<LogLine>>(refusal)
            : Task.FromResult<IFeedReader<LogLine>>(new Reader(request.Id, Batches.GetValueOrDefault(request.Id, []), Events, Holds.GetValueOrDefault(request.Id, Task.CompletedTask)));
    }

    private sealed class Reader(string id, string[][] batches, List<string> events, Task hold) : IFeedReader<LogLine>
    {
        private int _next;

        public async Task<IReadOnlyList<LogLine>?> ReadAsync(CancellationToken stop)
        {
            await hold;
            return _next == batches.Length ? null : [.. batches[_next++].Select(Line)];
        }

        public void Dispose() => events.Add("close " + id);

        private static LogLine Line(string text)
        {
            string[] parts = text.Split(": ");
            string[] message = parts[1].Split(" @");
            double second = message.Length > 1 ? double.Parse(message[1], CultureInfo.InvariantCulture) : 0;
            return new() { TaskId = parts[0], NodeId = "n1", Message = message[0], Timestamp = A.Noon.AddSeconds(second), Details = new Dictionary<string, string> { ["a"] = "b" } };
        }
    }
}
