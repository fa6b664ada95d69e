using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>A program that keeps logins for docker, such as docker-credential-wincred.</summary>
internal interface ICredentialHelper
{
    /// <summary>What <c>docker-credential-NAME get</c> answers for a server, JSON; null when it keeps no login for it.</summary>
    /// <exception cref="SwarmException"><c>CredentialHelperFailed</c>.</exception>
    public Task<string?> GetAsync(string name, string server, CancellationToken stop);
}
