using System;

namespace SwarmTools.Specs;

/// <summary>What needs an engine of a certain age: older ones drop it in silence.</summary>
internal static class EngineApi
{
    /// <summary>Refuses a parameter that an engine is too old for; one of unknown age is not refused.</summary>
    /// <exception cref="SwarmException"><c>EngineTooOld</c>.</exception>
    public static void Require(string parameter, Version since, Version? engine)
    {
        if (engine is not null && engine < since)
        {
            throw new SwarmException(
                ErrorId.EngineTooOld,
                $"{parameter} needs an engine with API {since} or newer; this one has {engine} and would drop it in silence. Leave the parameter out, or upgrade the engine.");
        }
    }
}
