using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The certificates that managers show on their own port.</summary>
internal interface ILeafCertificates
{
    /// <summary>When the certificate of a manager ends; null where nothing answers.</summary>
    /// <param name="address">HOST:PORT.</param>
    /// <param name="stop">Ends the handshake.</param>
    public Task<DateTimeOffset?> EndOfAsync(string address, CancellationToken stop);
}
