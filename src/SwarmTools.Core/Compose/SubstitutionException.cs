using System;

namespace SwarmTools.Compose;

/// <summary>A text whose variables cannot be replaced. It becomes a finding where the place of the text is known.</summary>
internal sealed class SubstitutionException(string message) : Exception(message);
