using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.History;

/// <summary>Keeps each revision of a service as a config of the swarm.</summary>
internal sealed class ConfigHistoryStore(IConfigApi configs) : IHistoryStore
{
    private readonly RevisionConfigs _kept = new(configs, RevisionLabels.OfServices);

    public async Task<IReadOnlyList<SwarmRevision>> ListAsync(string? serviceName, CancellationToken stop)
    {
        IReadOnlyList<SwarmConfig> kept = await _kept.ListAsync(serviceName, stop).ConfigureAwait(false);
        return [.. kept.Select(Read).OfType<SwarmRevision>().OrderBy(revision => revision.ServiceName, StringComparer.Ordinal).ThenBy(revision => revision.Revision)];
    }

    public async Task<IReadOnlyList<JsonObject>> SpecsAsync(CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> ofServices = await ListAsync(null, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmStackRevision> ofStacks = await new StackRevisionStore(configs).ListAsync(null, stop).ConfigureAwait(false);
        return [.. ofServices.Select(RevisionJson.SpecOf), .. ofStacks.SelectMany(StackRevisionJson.ServicesOf).Select(service => service.Spec)];
    }

    public async Task<SwarmRevision> AddAsync(RevisionDraft draft, CancellationToken stop)
    {
        KeptRevision kept = await _kept.AddAsync(draft.ServiceName, RevisionJson.Write(draft), draft.Outcome.ToString(), stop).ConfigureAwait(false);
        return (await ListAsync(draft.ServiceName, stop).ConfigureAwait(false)).FirstOrDefault(revision => revision.Id == kept.Id)
            ?? throw new SwarmException(ErrorId.RevisionNotFound, $"Revision {RevisionJson.Text(kept.Number)} of the service '{draft.ServiceName}' was kept, and is already gone again. Nothing was changed; run the command again.");
    }

    public Task MarkAsync(SwarmRevision revision, SwarmRolloutOutcome outcome, CancellationToken stop) =>
        _kept.MarkAsync(revision.ServiceName, revision.Id, outcome.ToString(), stop);

    public Task RemoveAsync(SwarmRevision revision, CancellationToken stop) =>
        _kept.RemoveAsync(revision.ServiceName, revision.Id, revision.Revision, stop);

    private SwarmRevision? Read(SwarmConfig config)
    {
        if (_kept.NumberOf(config) == 0 || RevisionJson.Read(config.Data) is not { } read || read.Revision.ServiceName != _kept.OwnerOf(config))
        {
            return null;
        }

        RevisionDraft kept = read.Revision;
        (string image, string digest) = ImageName.Split(ServiceOptions.Image.Read(kept.Spec) is JsonValue value && value.TryGetValue(out string? reference) ? reference : "");
        SwarmRolloutOutcome outcome = EnumText.Parse<SwarmRolloutOutcome>(_kept.OutcomeOf(config));
        return new()
        {
            Id = config.Id,
            Name = $"{kept.ServiceName} revision {_kept.NumberOf(config)}",
            Labels = config.Labels,
            CreatedAt = config.CreatedAt,
            UpdatedAt = config.UpdatedAt,
            Version = config.Version,
            RawJson = read.Bytes,
            Revision = _kept.NumberOf(config),
            ServiceName = kept.ServiceName,
            ServiceId = kept.ServiceId,
            FromRevision = kept.From,
            Image = image,
            ImageDigest = digest,
            CreatedBy = kept.Author,
            Reason = kept.Reason,
            Outcome = outcome,
            EndedAt = outcome is SwarmRolloutOutcome.InProgress or SwarmRolloutOutcome.Unknown ? null : config.UpdatedAt,
        };
    }
}
