using System;

namespace SwarmTools.Compose.Syntax;

/// <summary>A text that cannot be read. It becomes a finding where the place of the text is known.</summary>
internal sealed class ComposeSyntaxException(string message) : Exception(message);
