using System.Collections.Generic;
using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Backups;

/// <summary>What is found while a restore is planned. All that stands in the way is told at once.</summary>
internal sealed class RestoreFindings
{
    private readonly List<string> _conflicts = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Something is there that is other than in the backup.</summary>
    public void Conflict(string what) => _conflicts.Add(ConsoleText.Neutralise(what));

    public void Warn(string warning) => _warnings.Add(ConsoleText.Neutralise(warning));

    /// <exception cref="SwarmException"><c>BackupConflict</c>.</exception>
    public void RequireNone()
    {
        if (_conflicts.Count > 0)
        {
            throw new SwarmException(
                ErrorId.BackupConflict,
                $"The swarm is not as the backup needs it: {string.Join("; ", _conflicts.Take(Most))}{(_conflicts.Count > Most ? $"; and {_conflicts.Count - Most} more" : "")}. "
                + "Nothing was changed. Remove what differs, or restore into an empty swarm; what is equal is kept.");
        }
    }

    private const int Most = 20;
}
