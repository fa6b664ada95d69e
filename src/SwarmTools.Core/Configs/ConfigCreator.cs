using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Configs;

/// <summary>Adds configs. What the engine would refuse is refused before anything is sent.</summary>
internal sealed class ConfigCreator(IConfigApi configs)
{
    /// <summary>The first size that is refused: 1000 KB since swarmkit of engine 19.03 (manager/controlapi/config.go).</summary>
    public const int SizeLimit = 1000 * 1024;

    /// <summary>The config of a name, which is added where there is none; data that differs is an error.</summary>
    /// <exception cref="SwarmException"><c>NameInvalid</c>, <c>DataInvalid</c>, <c>ConfigExists</c>.</exception>
    public async Task<SwarmConfig> EnsureAsync(ConfigDefinition definition, CancellationToken stop)
    {
        SwarmConfig? known = await FindAsync(definition.Name, stop).ConfigureAwait(false);
        if (known is null)
        {
            try
            {
                return await AddAsync(definition, stop).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.ConfigExists))
            {
                // Somebody else, who wanted the same, was faster.
                known = await FindAsync(definition.Name, stop).ConfigureAwait(false);
            }
        }

        return known is not null && known.Data.AsSpan().SequenceEqual(definition.Data) ? known
            : throw new SwarmException(ErrorId.ConfigExists, $"The config '{definition.Name}' exists and holds something else.");
    }

    private async Task<SwarmConfig?> FindAsync(string name, CancellationToken stop) =>
        (await configs.ListConfigsAsync(stop).ConfigureAwait(false)).FirstOrDefault(config => config.Name == name);

    // Nothing had the name before.
    private async Task<string?> FindMadeAsync(ConfigDefinition definition, CancellationToken stop) =>
        await FindAsync(definition.Name, stop).ConfigureAwait(false) is { } made && made.Data.AsSpan().SequenceEqual(definition.Data) ? made.Id : null;

    /// <exception cref="SwarmException"><c>NameInvalid</c>, <c>DataInvalid</c>, <c>ConfigExists</c>.</exception>
    public async Task<SwarmConfig> AddAsync(ConfigDefinition definition, CancellationToken stop)
    {
        ObjectNames.Config(definition.Name);
        RequireAcceptable(definition);
        string id = await LostAnswers.MakeAsync(late => configs.CreateConfigAsync(definition, late), late => FindMadeAsync(definition, late), ErrorId.ConfigExists, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmConfig> all = await configs.ListConfigsAsync(stop).ConfigureAwait(false);
        return all.FirstOrDefault(config => config.Id == id)
            ?? throw new SwarmException(ErrorId.ConfigNotFound, $"The config '{definition.Name}' was added, and is already gone again.");
    }

    /// <summary>Refuses data that the engine would refuse.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static void RequireAcceptable(ConfigDefinition definition)
    {
        if (definition.Data.Length is 0 or >= SizeLimit)
        {
            throw new SwarmException(
                ErrorId.DataInvalid,
                $"The data of the config '{definition.Name}' has {definition.Data.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes; "
                + $"it must have 1 to {(SizeLimit - 1).ToString("N0", CultureInfo.InvariantCulture)} (less than 1000 KB).");
        }
    }
}
