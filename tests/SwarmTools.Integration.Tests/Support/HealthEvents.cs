using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;

namespace SwarmTools.Integration;

/// <summary>When the containers of services became healthy and were told to end, by the events of all engines, which have one clock here.</summary>
public sealed class HealthEvents
{
    private readonly (string Service, long Time, bool IsMore)[] _changes;

    private HealthEvents(IEnumerable<(string Service, long Time, bool IsMore)> changes) => _changes = [.. changes.OrderBy(change => change.Time)];

    /// <summary>What is healthy first adds one; what is told to end, or ends, takes one away.</summary>
    public static async Task<HealthEvents> SinceAsync(LabSwarm lab, DateTimeOffset start)
    {
        List<(string, long, bool)> changes = [];
        HashSet<string> seen = [];
        foreach (LabNode node in lab.Nodes)
        {
            string[] window = ["--since", Unix(start), "--until", Unix(DateTimeOffset.UtcNow)];
            string text = await node.DockerAsync(["events", .. window, "--filter", "type=container", "--format", "{{json .}}"]);
            foreach (JsonNode line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!))
            {
                string action = (string)line["Action"]!;
                bool isMore = action == "health_status: healthy";
                if ((isMore || action is "kill" or "die") && seen.Add($"{line["Actor"]!["ID"]} {isMore}"))
                {
                    changes.Add(((string?)line["Actor"]!["Attributes"]!["com.docker.swarm.service.name"] ?? "", (long)line["timeNano"]!, isMore));
                }
            }
        }

        return new(changes);
    }

    /// <summary>The least healthy containers that a service ever had.</summary>
    /// <param name="service">The service.</param>
    /// <param name="count">How many it had at the start.</param>
    public int Least(string service, int count)
    {
        int least = count;
        foreach ((_, _, bool isMore) in _changes.Where(change => change.Service == service))
        {
            count += isMore ? 1 : -1;
            least = Math.Min(least, count);
        }

        return least;
    }

    /// <summary>How many containers of a service became healthy.</summary>
    public int Started(string service) => _changes.Count(change => change.Service == service && change.IsMore);

    private static string Unix(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds() / 1000.0:F3}");
}
