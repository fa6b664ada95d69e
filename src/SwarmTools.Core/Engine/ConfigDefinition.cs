using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>What a new config is to be.</summary>
internal sealed class ConfigDefinition
{
    public string Name { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    public byte[] Data { get; init; } = [];

    public string TemplateDriver { get; init; } = "";
}
