using System.Net.Http;

namespace SwarmTools.Engine.Transport;

/// <summary>What came of asking one manager after the other.</summary>
/// <param name="Response">The answer of the one that took the request, or of the last that refused it.</param>
/// <param name="HasNoLeader">Whether none took it, and one said that there is no leader.</param>
internal readonly record struct RoundAnswer(HttpResponseMessage Response, bool HasNoLeader);
