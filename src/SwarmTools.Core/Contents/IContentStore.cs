using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Specs;

namespace SwarmTools.Contents;

/// <summary>What secrets and configs have in common: only their labels can be changed, and none in use can be removed.</summary>
/// <typeparam name="T">Secrets or configs.</typeparam>
internal interface IContentStore<T>
    where T : SwarmObject
{
    /// <summary>What one of them is called.</summary>
    public string Noun { get; }

    public ErrorId NotFound { get; }

    public ErrorId Exists { get; }

    public ErrorId InUse { get; }

    /// <summary>Where services name them.</summary>
    public FileUses Uses { get; }

    /// <summary>All of them, by name.</summary>
    public Task<IReadOnlyList<T>> ListAsync(CancellationToken stop);

    /// <summary>Replaces the labels of one; refused (<c>UpdateOutOfSequence</c>) unless it is the newest.</summary>
    public Task LabelAsync(T item, IReadOnlyDictionary<string, string> labels, CancellationToken stop);

    public Task RemoveAsync(T item, CancellationToken stop);
}
