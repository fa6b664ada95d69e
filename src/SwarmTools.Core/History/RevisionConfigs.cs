using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.History;

/// <summary>Revisions as configs of the swarm, counted up for each owner. What never changes is in the data, how it ended in labels.</summary>
internal sealed class RevisionConfigs(IConfigApi configs, RevisionLabels labels)
{
    /// <summary>How often another client may be faster to take a number, or to change labels.</summary>
    private const int Attempts = 20;

    /// <summary>The configs of an owner; of all for null.</summary>
    public Task<IReadOnlyList<SwarmConfig>> ListAsync(string? owner, CancellationToken stop) =>
        configs.FindConfigsAsync(owner is null ? labels.Owner : $"{labels.Owner}={owner}", stop);

    /// <summary>The next number after those of some configs of an owner, counting those that cannot be read too.</summary>
    public int NextOf(IEnumerable<SwarmConfig> ofOwner) => 1 + ofOwner.Select(NumberOf).DefaultIfEmpty(0).Max();

    /// <summary>Keeps data under the next number.</summary>
    public async Task<KeptRevision> AddAsync(string owner, byte[] data, string outcome, CancellationToken stop) =>
        await AddAsync(owner, NextOf(await ListAsync(owner, stop).ConfigureAwait(false)), data, outcome, stop).ConfigureAwait(false);

    /// <summary>Keeps data under a number, or under the next one that nobody has.</summary>
    public async Task<KeptRevision> AddAsync(string owner, int number, byte[] data, string outcome, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            ConfigDefinition definition = new()
            {
                Name = NameOf(owner, number),
                Data = data,
                Labels = new Dictionary<string, string>
                {
                    [labels.Owner] = owner,
                    [labels.Number] = RevisionJson.Text(number),
                    [labels.Outcome] = outcome,
                },
            };
            try
            {
                return new(owner, await configs.CreateConfigAsync(definition, stop).ConfigureAwait(false), number);
            }
            catch (SwarmException failure) when ((failure.Is(ErrorId.ConfigExists) || failure is { MayBeDone: true, IsLasting: false }) && attempt < Attempts)
            {
                IReadOnlyList<SwarmConfig> all = await LostAnswers.LookAsync(late => ListAsync(owner, late), failure, stop).ConfigureAwait(false);
                if (all.FirstOrDefault(kept => kept.Name == definition.Name && kept.Data.AsSpan().SequenceEqual(data)) is { } same)
                {
                    // An earlier request was taken, although its answer was lost.
                    return new(owner, same.Id, number);
                }

                // Another client took the number, or nothing was made.
                number = failure.MayBeDone ? number : NextOf(all);
            }
        }
    }

    /// <summary>Notes an outcome; a config that is gone meanwhile is left alone.</summary>
    public async Task MarkAsync(string owner, string id, string outcome, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            SwarmConfig? config = (await ListAsync(owner, stop).ConfigureAwait(false)).FirstOrDefault(kept => kept.Id == id);
            if (config is null)
            {
                return;
            }

            Dictionary<string, string> all = config.Labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
            all[labels.Outcome] = outcome;
            try
            {
                await configs.LabelConfigAsync(config, all, stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when ((failure.Is(ErrorId.UpdateOutOfSequence) || failure is { MayBeDone: true, IsLasting: false }) && attempt < Attempts)
            {
                // Another client changed a label, or the answer was lost.
            }
        }
    }

    /// <summary>Forgets one; one that is gone meanwhile is no error.</summary>
    public async Task RemoveAsync(string owner, string id, int number, CancellationToken stop)
    {
        try
        {
            await LostAnswers.RemoveAsync(late => configs.RemoveConfigAsync(id, NameOf(owner, number), late), ErrorId.ConfigNotFound, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ConfigNotFound))
        {
            // Another client was faster.
        }
    }

    /// <summary>The number; 0 where there is none.</summary>
    public int NumberOf(SwarmConfig config) =>
        int.TryParse(Label(config, labels.Number), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    public string OwnerOf(SwarmConfig config) => Label(config, labels.Owner);

    public string OutcomeOf(SwarmConfig config) => Label(config, labels.Outcome);

    private static string Label(SwarmConfig config, string label) => config.Labels.TryGetValue(label, out string? text) ? text : "";

    // Equal for every client, so that two of them cannot take the same number.
    private string NameOf(string owner, int number)
    {
        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes($"{owner}\n{RevisionJson.Text(number)}"));
        return labels.Prefix + string.Concat(digest.Take(16).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
