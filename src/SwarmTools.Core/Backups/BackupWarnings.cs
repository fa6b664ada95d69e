using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Stacks;
using SwarmTools.Text;

namespace SwarmTools.Backups;

/// <summary>Tells what a backup cannot hold, and what it holds that others must not read. Pure.</summary>
internal static class BackupWarnings
{
    // What comes with every engine (moby, daemon/logger, libnetwork/drivers).
    private static readonly HashSet<string> s_builtIn = new(StringComparer.Ordinal)
    {
        "", "default", "local", "json-file", "journald", "syslog", "gelf", "fluentd", "awslogs", "splunk", "etwlogs", "gcplogs", "none",
        "overlay", "macvlan", "ipvlan", "bridge", "host", "null",
    };

    public static IReadOnlyList<string> Of(Backup backup, SeenSwarm seen)
    {
        List<string> warnings = [];
        void Tell(IEnumerable<string> names, Func<string, string> text)
        {
            string[] all = [.. names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];
            if (all.Length > 0)
            {
                warnings.Add(text(ConsoleText.Neutralise(string.Join(", ", all.Select(name => $"'{name}'")))));
            }
        }

        BackupNames names = new(seen.Observed);
        Tell(Volumes(backup), all => $"Data in volumes is not in the backup. Services mount {all}.");
        Tell(BackupNetworks.OfNode(seen.Observed.Networks, StackObserver.Predefined), all => $"Networks that one node has for itself are not in the backup: {all}.");
        Tell(Plugins(backup), all => $"Plugins are not in the backup. It needs {all} on the nodes of the new swarm.");
        Tell(BackupSettings.ExternalCas(Json(seen.Swarm)), all => $"Authorities that sign certificates know this swarm only, and are not in the backup: {all}.");
        Tell(seen.Observed.Services.Where(service => IsOnItsWay(service.UpdateState)).Select(service => service.Name), all => $"An update is under way or held. The backup has what it is to bring of {all}.");
        Tell(seen.Observed.Services.Where(service => !names.Knows(ServiceSpec.Of(service).Json)).Select(service => service.Name), all => $"The swarm was changed while it was read, or does not tell of all that services use. Restoring would refuse {all}; make the backup once more.");
        if (HasReadable(backup))
        {
            warnings.Add("Variables of services, labels and configs are in the backup as they are, and may hold passwords. Keep it where nobody else can read it.");
        }

        return warnings;
    }

    private static bool HasReadable(Backup backup) => backup.Configs.Count > 0 || backup.Services.Any(spec => ServiceOptions.Environment.Read(spec) is JsonArray { Count: > 0 });

    private static bool IsOnItsWay(SwarmUpdateState state) => state is SwarmUpdateState.Updating or SwarmUpdateState.Paused or SwarmUpdateState.RollbackStarted or SwarmUpdateState.RollbackPaused;

    private static IEnumerable<string> Volumes(Backup backup) => Mounts(backup).Where(mount => (string?)mount["Type"] is "volume" or "cluster").Select(mount => (string?)mount["Source"] ?? "").Where(name => name.Length > 0);

    private static IEnumerable<string> Plugins(Backup backup) => Mounts(backup).Select(mount => (string?)mount["VolumeOptions"]?["DriverConfig"]?["Name"] ?? "")
        .Concat(backup.Services.Select(spec => (string?)spec["TaskTemplate"]?["LogDriver"]?["Name"] ?? ""))
        .Concat(backup.Networks.SelectMany(network => new[] { network.Driver, network.IpamDriver }))
        .Concat(backup.Secrets.Select(secret => secret.Driver))
        .Where(name => !s_builtIn.Contains(name));

    private static IEnumerable<JsonObject> Mounts(Backup backup) => backup.Services.SelectMany(spec => (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>());

    private static JsonObject Json(Swarm swarm) => JsonNode.Parse(swarm.RawJson) as JsonObject ?? [];
}
