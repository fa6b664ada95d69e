using System;

namespace SwarmTools.Services;

/// <summary>How the wait for the end of one service ended.</summary>
/// <param name="Service">The service.</param>
/// <param name="Duration">How long it was waited for.</param>
/// <param name="Failure">What is still there when the time was over; null when all is gone.</param>
internal sealed record ServiceRemoval(SwarmService Service, TimeSpan Duration, SwarmException? Failure);
