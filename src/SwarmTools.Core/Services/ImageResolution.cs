using System;
using System.Collections.Generic;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Services;

/// <summary>The reference to send, and what the user should know of it; the warning is empty for nothing.</summary>
internal sealed record ImageResolution(string Image, string Warning)
{
    /// <summary>The platforms that it is for; none when nobody said.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>Whether the service keeps the image that it runs.</summary>
    public bool IsKept { get; init; }

    /// <summary>The edits that bring a service to the image. Its platforms keep tasks off nodes that cannot run it, as docker's client does (moby, client/service_create.go).</summary>
    public IEnumerable<SpecEdit> Edits()
    {
        yield return ServiceOptions.Image.Set("-Image", Image);
        if (Platforms.Count > 0)
        {
            yield return ServiceOptions.Platforms.Replace("-Image", Platforms);
        }
    }

    public void Tell(Action<string> warn)
    {
        if (Warning.Length > 0)
        {
            warn(Warning);
        }
    }
}
