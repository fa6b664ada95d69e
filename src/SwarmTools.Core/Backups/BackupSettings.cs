using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Backups;

/// <summary>The settings of a swarm that a backup keeps. Only what is known to be neither a key nor bound to the certificates of one swarm is named here. Pure.</summary>
internal static class BackupSettings
{
    private static readonly string[] s_parts = ["Labels", "Orchestration", "Raft", "Dispatcher", "CAConfig.NodeCertExpiry", "TaskDefaults", "EncryptionConfig.AutoLockManagers"];

    private static readonly SpecPath s_externalCas = new("CAConfig.ExternalCAs");

    /// <summary>Of a spec what can be put back.</summary>
    public static JsonObject Of(JsonObject spec)
    {
        JsonObject settings = [];
        foreach (SpecPath part in s_parts.Select(part => new SpecPath(part)))
        {
            part.Write(settings, part.Read(spec)?.DeepClone());
        }

        return settings;
    }

    /// <summary>The addresses of authorities elsewhere that sign certificates: they know the root of the old swarm only.</summary>
    public static IReadOnlyList<string> ExternalCas(JsonObject spec) =>
        [.. (s_externalCas.Read(spec) as JsonArray ?? []).OfType<JsonObject>().Select(authority => (string?)authority["URL"] ?? "")];
}
