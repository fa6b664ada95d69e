using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>Tries ports from this machine, beside all engines.</summary>
internal interface IEndpointProbe
{
    /// <summary>Connects to a TCP port, and asks it where there is something to ask.</summary>
    /// <param name="address">The address of the machine.</param>
    /// <param name="port">The port.</param>
    /// <param name="path">What to get by HTTP, such as /health; null connects only.</param>
    /// <param name="timeout">How long all of it may take.</param>
    /// <param name="stop">Ends the attempt.</param>
    public Task<EndpointAnswer> TryPortAsync(string address, int port, string? path, TimeSpan timeout, CancellationToken stop);
}
