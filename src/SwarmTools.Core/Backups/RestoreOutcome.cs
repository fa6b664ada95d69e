using System.Collections.Generic;

namespace SwarmTools.Backups;

/// <summary>How a restore ended.</summary>
/// <param name="Result">What became of each change.</param>
/// <param name="Failures">The errors.</param>
internal sealed record RestoreOutcome(SwarmRestoreResult Result, IReadOnlyList<SwarmException> Failures);
