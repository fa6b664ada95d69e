using System.Collections.Generic;

namespace SwarmTools.Services;

/// <summary>How a change of a service ended.</summary>
/// <param name="IsChanged">Whether anything was written; false when all was as wished before.</param>
/// <param name="Warnings">What the engine has to say, although it did as asked.</param>
internal sealed record ServiceUpdate(bool IsChanged, IReadOnlyList<string> Warnings);
