using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Backups;

/// <summary>Tells what a backup holds.</summary>
internal static class BackupReport
{
    public static SwarmBackup Of(Backup backup, string path, long size) => new()
    {
        Path = path,
        Size = size,
        CreatedAt = backup.CreatedAt,
        SwarmId = backup.SwarmId,
        ApiVersion = backup.Api,
        Nodes = [.. backup.Nodes.Select(node => node.HostName)],
        Networks = [.. backup.Networks.Select(network => network.Name)],
        Secrets = [.. backup.Secrets.Select(secret => secret.Name)],
        Configs = [.. backup.Configs.Select(config => config.Name)],
        Services = [.. backup.Services.Select(spec => (string)spec["Name"]!)],
        Stacks = [.. backup.Services.Select(StackOf).Where(stack => stack.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(stack => stack, StringComparer.Ordinal)],
        RevisionCount = backup.Revisions.Count,
    };

    private static string StackOf(JsonObject spec) => (string?)ServiceOptions.Labels.Read(spec)?[StackLabel.Key] ?? "";
}
