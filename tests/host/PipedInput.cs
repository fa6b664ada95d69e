using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace SwarmTools.Host;

/// <summary>The standard input as <c>$input</c>; a script that does not name it leaves the lines to its questions.</summary>
internal static class PipedInput
{
    public static IEnumerable<string> For(ScriptBlockAst script, ConsoleInput input) =>
        Console.IsInputRedirected && IsNamed(script) ? Lines(input) : [];

    private static bool IsNamed(ScriptBlockAst script) => script
        .FindAll(ast => ast is VariableExpressionAst, searchNestedScriptBlocks: false)
        .Cast<VariableExpressionAst>()
        .Any(variable => variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Lines(ConsoleInput input)
    {
        while (input.ReadCommand(out _) is { } line)
        {
            yield return line;
        }
    }
}
