using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>What an engine says of itself.</summary>
internal interface ISystemApi
{
    /// <summary>Asks for a sign of life and the newest API version; the cheapest request there is.</summary>
    public Task<EnginePing> PingAsync(CancellationToken stop);

    public Task<EngineDescription> InfoAsync(CancellationToken stop);
}
