using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using SwarmTools.Help;

namespace SwarmTools.Tests.Guards;

/// <summary>Commands in a text.</summary>
internal static class Commands
{
    /// <summary>Parameters of this module's cmdlets that there are not. A text beside commands may be no command at all.</summary>
    public static IEnumerable<string> Unknown(string code, IReadOnlyList<CmdletFacts> cmdlets) => Parser.ParseInput(code, out _, out _)
        .FindAll(part => part is CommandAst, searchNestedScriptBlocks: true)
        .Cast<CommandAst>()
        .SelectMany(command => cmdlets
            .Where(cmdlet => string.Equals(cmdlet.Name, command.GetCommandName(), StringComparison.OrdinalIgnoreCase))
            .SelectMany(cmdlet => command.CommandElements
                .OfType<CommandParameterAst>()
                .Where(named => !Names(cmdlet).Contains(named.ParameterName, StringComparer.OrdinalIgnoreCase))
                .Select(named => $"{cmdlet.Name} -{named.ParameterName}")));

    private static IEnumerable<string> Names(CmdletFacts cmdlet) => cmdlet.Parameters
        .SelectMany(parameter => parameter.Aliases.Append(parameter.Name))
        .Concat(System.Management.Automation.Cmdlet.CommonParameters);
}
