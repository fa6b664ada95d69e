using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using SwarmTools.Compose;
using SwarmTools.Engine;
using SwarmTools.Secrets;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>The values of secrets that a restore is given, by their names.</summary>
internal sealed class RestoreValues(Backup backup, IReadOnlyDictionary<string, SecureString> given)
{
    /// <summary>Those that are given, each read when it is asked for; whoever asks disposes of it.</summary>
    public IReadOnlyList<(string Name, Func<SecretPayload> Value)> All =>
        [.. given.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => (value.Key, (Func<SecretPayload>)(() => SecretPayload.From(value.Value))))];

    /// <summary>The data of configs and the values of secrets, for the one who makes them.</summary>
    public StackContents Contents => new(ComposeInput.None, given, backup.Configs.ToDictionary(config => config.Name, config => config.Data, StringComparer.Ordinal));

    /// <summary>Refuses values that the backup has no secret for, and those that no engine takes.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>, <c>DataInvalid</c>.</exception>
    public void RequireUsable()
    {
        if (given.Keys.OrderBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => backup.Secrets.All(secret => secret.Name != name || secret.Driver.Length > 0)) is { } unknown)
        {
            string[] wanted = [.. backup.Secrets.Where(secret => secret.Driver.Length == 0).Select(secret => $"'{secret.Name}'")];
            throw new SwarmException(
                ErrorId.OptionInvalid, $"-SecretValue has a value for '{unknown}', which the backup has no such secret for. {(wanted.Length == 0 ? "It has none that needs a value" : $"It has {string.Join(", ", wanted)}")}.");
        }

        foreach ((string name, Func<SecretPayload> value) in All)
        {
            using SecretPayload payload = value();
            SecretCreator.RequireAcceptable(new() { Name = name, Payload = payload });
        }
    }

    /// <summary>The secrets of a plan whose values nobody gave.</summary>
    public IReadOnlyList<StackStep> Missing(RestorePlan plan) => [.. plan.Secrets.Where(step => !given.ContainsKey(step.Change.Name))];
}
