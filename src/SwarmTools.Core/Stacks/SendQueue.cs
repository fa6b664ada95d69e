using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Stacks;

/// <summary>How services wait to be sent.</summary>
/// <param name="Turns">How many are sent at once.</param>
/// <param name="Sent">By name: done when a service was sent, or is not to be.</param>
internal sealed record SendQueue(SemaphoreSlim Turns, IReadOnlyDictionary<string, TaskCompletionSource<bool>> Sent);
