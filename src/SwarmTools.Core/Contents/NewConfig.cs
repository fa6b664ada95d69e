using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Configs;
using SwarmTools.Engine;

namespace SwarmTools.Contents;

/// <summary>New data of a config.</summary>
/// <param name="configs">The configs of the swarm.</param>
/// <param name="data">The data.</param>
/// <param name="templateDriver">The template driver; null for that of the newest version.</param>
internal sealed class NewConfig(IConfigApi configs, byte[] data, string? templateDriver) : INewContent<SwarmConfig>
{
    public void RequireAcceptable(SwarmConfig newest) => ConfigCreator.RequireAcceptable(new() { Name = newest.Name, Data = data });

    public Task<bool> IsHeldByAsync(SwarmConfig version, CancellationToken stop) =>
        Task.FromResult((templateDriver ?? version.TemplateDriver) == version.TemplateDriver && version.Data.AsSpan().SequenceEqual(data));

    public Task<SwarmConfig> AddAsync(string name, IReadOnlyDictionary<string, string> labels, SwarmConfig newest, CancellationToken stop) => new ConfigCreator(configs).AddAsync(
        new() { Name = name, Labels = labels, Data = data, TemplateDriver = templateDriver ?? newest.TemplateDriver }, stop);
}
