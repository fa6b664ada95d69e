using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>What a new secret is to be.</summary>
internal sealed class SecretDefinition
{
    public string Name { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>The value; null when a driver brings it.</summary>
    public SecretPayload? Payload { get; init; }

    public string Driver { get; init; } = "";

    public IReadOnlyDictionary<string, string> DriverOptions { get; init; } = Empty.Labels;

    public string TemplateDriver { get; init; } = "";
}
