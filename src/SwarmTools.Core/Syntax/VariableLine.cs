namespace SwarmTools.Syntax;

/// <summary>A variable of a file.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value, as it is written there, or that of this process.</param>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="IsQuoted">Whether the value is in quotes there, which docker compose and shells take away.</param>
internal readonly record struct VariableLine(string Key, string Value, int Number, bool IsQuoted);
