using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Backups;

/// <summary>A kept revision of a service or stack, as a backup keeps it: unpacked, with names where it had ids.</summary>
/// <param name="Name">The name of its config.</param>
/// <param name="Labels">The labels of its config: whose it is, its number and its outcome.</param>
/// <param name="Document">What the config holds.</param>
internal sealed record BackupRevision(string Name, IReadOnlyDictionary<string, string> Labels, JsonObject Document);
