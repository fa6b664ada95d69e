using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.History;

/// <summary>Keeps each revision as a config of the swarm.</summary>
/// <remarks>
/// The labels are all of our own: <c>docker stack rm</c> removes what carries the label of its stack. What never changes is
/// in the data; how the rollout ended is in labels, for engines let nothing else of a config be changed.
/// </remarks>
internal sealed class ConfigHistoryStore(IConfigApi configs) : IHistoryStore
{
    private const string NumberLabel = "swarmtools.revision.number";
    private const string OutcomeLabel = "swarmtools.revision.outcome";
    private const string Prefix = "swarmtools-revision-";

    /// <summary>How often another client may be faster to take a number, or to change labels.</summary>
    private const int Attempts = 20;

    public async Task<IReadOnlyList<SwarmRevision>> ListAsync(string? serviceName, CancellationToken stop)
    {
        IReadOnlyList<SwarmConfig> kept = await KeptAsync(serviceName, stop).ConfigureAwait(false);
        return [.. kept.Select(Read).OfType<SwarmRevision>().OrderBy(revision => revision.ServiceName, StringComparer.Ordinal).ThenBy(revision => revision.Revision)];
    }

    public async Task<SwarmRevision> AddAsync(RevisionDraft draft, CancellationToken stop)
    {
        byte[] data = RevisionJson.Write(draft);
        for (int attempt = 1; ; attempt++)
        {
            // The number counts configs that cannot be read too.
            int number = 1 + (await KeptAsync(draft.ServiceName, stop).ConfigureAwait(false)).Select(NumberOf).DefaultIfEmpty(0).Max();
            ConfigDefinition definition = new()
            {
                Name = NameOf(draft.ServiceName, number),
                Data = data,
                Labels = new Dictionary<string, string>
                {
                    [SwarmConfig.RevisionLabel] = draft.ServiceName,
                    [NumberLabel] = RevisionJson.Text(number),
                    [OutcomeLabel] = draft.Outcome.ToString(),
                },
            };
            try
            {
                string id = await configs.CreateConfigAsync(definition, stop).ConfigureAwait(false);
                return (await ListAsync(draft.ServiceName, stop).ConfigureAwait(false)).FirstOrDefault(revision => revision.Id == id)
                    ?? throw new SwarmException(ErrorId.RevisionNotFound, $"Revision {number} of the service '{draft.ServiceName}' was kept, and is already gone again. Nothing was changed; run the command again.");
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.ConfigExists) && attempt < Attempts)
            {
                // Another client took the number.
            }
        }
    }

    public async Task MarkAsync(SwarmRevision revision, SwarmRolloutOutcome outcome, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            SwarmConfig? config = (await KeptAsync(revision.ServiceName, stop).ConfigureAwait(false)).FirstOrDefault(kept => kept.Id == revision.Id);
            if (config is null)
            {
                return;
            }

            Dictionary<string, string> labels = config.Labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
            labels[OutcomeLabel] = outcome.ToString();
            try
            {
                await configs.LabelConfigAsync(config, labels, stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.UpdateOutOfSequence) && attempt < Attempts)
            {
                // Another client changed a label.
            }
        }
    }

    public async Task RemoveAsync(SwarmRevision revision, CancellationToken stop)
    {
        try
        {
            await configs.RemoveConfigAsync(revision.Id, NameOf(revision.ServiceName, revision.Revision), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ConfigNotFound))
        {
            // Another client was faster.
        }
    }

    private Task<IReadOnlyList<SwarmConfig>> KeptAsync(string? serviceName, CancellationToken stop) =>
        configs.FindConfigsAsync(serviceName is null ? SwarmConfig.RevisionLabel : $"{SwarmConfig.RevisionLabel}={serviceName}", stop);

    private static int NumberOf(SwarmConfig config) =>
        config.Labels.TryGetValue(NumberLabel, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    // Equal for every client, so that two of them cannot take the same number.
    private static string NameOf(string serviceName, int number)
    {
        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes($"{serviceName}\n{RevisionJson.Text(number)}"));
        return Prefix + string.Concat(digest.Take(16).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static SwarmRevision? Read(SwarmConfig config)
    {
        if (NumberOf(config) == 0 || RevisionJson.Read(config.Data) is not { } read || read.Revision.ServiceName != config.Labels[SwarmConfig.RevisionLabel])
        {
            return null;
        }

        RevisionDraft kept = read.Revision;
        (string image, string digest) = ImageName.Split(ServiceOptions.Image.Read(kept.Spec) is JsonValue value && value.TryGetValue(out string? reference) ? reference : "");
        SwarmRolloutOutcome outcome = EnumText.Parse<SwarmRolloutOutcome>(config.Labels.TryGetValue(OutcomeLabel, out string? text) ? text : "");
        return new()
        {
            Id = config.Id,
            Name = $"{kept.ServiceName} revision {NumberOf(config)}",
            Labels = config.Labels,
            CreatedAt = config.CreatedAt,
            UpdatedAt = config.UpdatedAt,
            Version = config.Version,
            RawJson = read.Bytes,
            Revision = NumberOf(config),
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
