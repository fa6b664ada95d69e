using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;

namespace SwarmTools.History;

/// <summary>Keeps each revision of a stack as a config of the swarm.</summary>
internal sealed class StackRevisionStore(IConfigApi configs)
{
    /// <summary>What swarm keeps at least, on any engine.</summary>
    public const int SizeLimit = 500 * 1024;

    private readonly RevisionConfigs _kept = new(configs, RevisionLabels.OfStacks);

    /// <summary>The revisions of a stack, oldest first; of all stacks, by name, for null.</summary>
    public async Task<IReadOnlyList<SwarmStackRevision>> ListAsync(string? stackName, CancellationToken stop)
    {
        IReadOnlyList<SwarmConfig> kept = await _kept.ListAsync(stackName, stop).ConfigureAwait(false);
        return [.. kept.Select(Read).OfType<SwarmStackRevision>().OrderBy(revision => revision.StackName, StringComparer.Ordinal).ThenBy(revision => revision.Revision)];
    }

    /// <summary>The revisions of a stack among the configs of a swarm, oldest first.</summary>
    public IReadOnlyList<SwarmStackRevision> Among(IEnumerable<SwarmConfig> all, string stackName) =>
        [.. OwnedBy(stackName, all).Select(Read).OfType<SwarmStackRevision>().OrderBy(revision => revision.Revision)];

    /// <summary>The number of a stack's next revision, as far as the configs of a swarm tell it.</summary>
    public int NextOf(IEnumerable<SwarmConfig> all, string stackName) => _kept.NextOf(OwnedBy(stackName, all));

    /// <summary>Keeps a revision.</summary>
    /// <param name="draft">The revision.</param>
    /// <param name="number">Its number; where another client has that already, the next one that nobody has.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>What was kept; null where it is too large for that.</returns>
    public async Task<KeptRevision?> AddAsync(StackRevisionDraft draft, int number, CancellationToken stop)
    {
        byte[] data = StackRevisionJson.Write(draft);
        return data.Length > SizeLimit ? null : await _kept.AddAsync(draft.StackName, number, data, draft.Outcome.ToString(), stop).ConfigureAwait(false);
    }

    /// <summary>Notes how the work on a revision ended; one that is gone meanwhile is left alone.</summary>
    public Task MarkAsync(KeptRevision revision, SwarmStackChangeOutcome outcome, CancellationToken stop) =>
        _kept.MarkAsync(revision.Owner, revision.Id, outcome.ToString(), stop);

    /// <summary>Forgets a revision; one that is gone meanwhile is no error.</summary>
    public Task RemoveAsync(SwarmStackRevision revision, CancellationToken stop) =>
        _kept.RemoveAsync(revision.StackName, revision.Id, revision.Revision, stop);

    private IEnumerable<SwarmConfig> OwnedBy(string stackName, IEnumerable<SwarmConfig> all) => all.Where(config => _kept.OwnerOf(config) == stackName);

    private SwarmStackRevision? Read(SwarmConfig config)
    {
        if (_kept.NumberOf(config) == 0 || StackRevisionJson.Read(config.Data) is not { } read || read.Revision.StackName != _kept.OwnerOf(config))
        {
            return null;
        }

        StackRevisionDraft kept = read.Revision;
        SwarmStackChangeOutcome outcome = EnumText.Parse<SwarmStackChangeOutcome>(_kept.OutcomeOf(config));
        return new()
        {
            Id = config.Id,
            Name = $"{kept.StackName} revision {_kept.NumberOf(config)}",
            Labels = config.Labels,
            CreatedAt = config.CreatedAt,
            UpdatedAt = config.UpdatedAt,
            Version = config.Version,
            RawJson = read.Bytes,
            Revision = _kept.NumberOf(config),
            StackName = kept.StackName,
            FromRevision = kept.From,
            CreatedBy = kept.Author,
            Reason = kept.Reason,
            Outcome = outcome,
            EndedAt = outcome is SwarmStackChangeOutcome.InProgress or SwarmStackChangeOutcome.Unknown ? null : config.UpdatedAt,
            Services = [.. kept.Services.Select(service => service.Name)],
            Networks = [.. kept.Networks.Values.OrderBy(name => name, StringComparer.Ordinal)],
            Secrets = kept.Secrets,
            Configs = kept.Configs,
        };
    }
}
