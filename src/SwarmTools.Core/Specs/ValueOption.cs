using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>An option that is one value at one place of the spec.</summary>
/// <param name="path">The place.</param>
/// <param name="write">Writes the value; null takes the option away.</param>
/// <param name="since">The oldest API version that keeps it.</param>
internal sealed class ValueOption<T>(string path, Func<T, JsonNode?> write, Version? since = null)
    where T : notnull
{
    private readonly SpecPath _path = new(path);

    /// <summary>The field, with the oldest API version that keeps it; null for one that all engines keep which SwarmTools serves.</summary>
    public AgedField? Age => since is null ? null : new(_path, since);

    /// <summary>What a spec says; null for nothing.</summary>
    public JsonNode? Read(JsonObject spec) => _path.Read(spec);

    /// <exception cref="SwarmException">What writing the value raises, before anything is sent.</exception>
    public SpecEdit Set(string parameter, T value)
    {
        try
        {
            write(value);
        }
        catch (SwarmException failure)
        {
            // The same value can be given to several parameters.
            throw failure.Of(parameter);
        }

        return new(parameter, spec => _path.Write(spec, write(value))) { Sets = _path.Read, Since = since };
    }
}
