using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Contents;

/// <summary>What the next version of a secret or config is to hold.</summary>
/// <typeparam name="T">Secrets or configs.</typeparam>
internal interface INewContent<T>
    where T : SwarmObject
{
    /// <summary>Refuses what no version could hold, before anything is sent.</summary>
    /// <param name="newest">The newest version.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>, <c>OptionInvalid</c>.</exception>
    public void RequireAcceptable(T newest);

    /// <summary>Whether a version holds it already.</summary>
    public Task<bool> IsHeldByAsync(T version, CancellationToken stop);

    /// <summary>Makes a version that holds it; what is not said of it is as in the newest one.</summary>
    public Task<T> AddAsync(string name, IReadOnlyDictionary<string, string> labels, T newest, CancellationToken stop);
}
