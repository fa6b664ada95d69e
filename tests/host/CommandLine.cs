using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace SwarmTools.Host;

/// <summary>Reads the command line; the spellings are pwsh's, so that one line can start either.</summary>
internal static partial class CommandLine
{
    public const string Usage = """
        Usage: dotnet SwarmTools.Host.dll [-Module PATH.psd1] [-Width COLUMNS] [-NoProfile] [-NonInteractive]
                                          [-File SCRIPT.ps1 [ARGUMENT ...] | -Command TEXT | -Command -]
        Without a file or command: a prompt, or the commands on the standard input.
        """;

    public static HostOptions Parse(IReadOnlyList<string> arguments)
    {
        HostOptions options = new();
        for (int index = 0; index < arguments.Count; index++)
        {
            string name = arguments[index];
            switch (name.ToUpperInvariant())
            {
                case "-MODULE":
                    options = options with { Module = ValueOf(arguments, ref index) };
                    break;
                case "-WIDTH":
                    options = options with { Width = ParseWidth(ValueOf(arguments, ref index)) };
                    break;
                case "-NOPROFILE" or "-NOP" or "-NOLOGO" or "-NOL":
                    break;
                case "-EXECUTIONPOLICY" or "-EX" or "-EP":
                    ValueOf(arguments, ref index);
                    break;
                case "-NONINTERACTIVE" or "-NONI":
                    options = options with { IsNonInteractive = true };
                    break;
                case "-FILE" or "-F":
                    return WithFile(options, ValueOf(arguments, ref index), arguments.Skip(index + 1));
                case "-COMMAND" or "-C":
                    ValueOf(arguments, ref index);
                    return WithCommand(options, arguments.Skip(index));
                case "-":
                    return options;
                default:
                    return name.StartsWith('-')
                        ? throw new CommandLineException($"The option '{name}' is not known.")
                        : WithFile(options, name, arguments.Skip(index + 1));
            }
        }

        return options;
    }

    private static string ValueOf(IReadOnlyList<string> arguments, ref int index) => ++index < arguments.Count
        ? arguments[index]
        : throw new CommandLineException($"The option '{arguments[index - 1]}' needs a value.");

    private static int ParseWidth(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width >= 20
            ? width
            : throw new CommandLineException($"'{text}' is not a width: give a number of columns, 20 or more.");

    private static HostOptions WithFile(HostOptions options, string file, IEnumerable<string> arguments) =>
        options with { File = file, FileArguments = [.. arguments.Select(ToParameter)] };

    private static HostOptions WithCommand(HostOptions options, IEnumerable<string> words)
    {
        string text = string.Join(' ', words);
        return text == "-" ? options : options with { Command = text };
    }

    // As pwsh does after -File: the text is not parsed as PowerShell, only names of parameters are seen.
    private static CommandParameter ToParameter(string argument)
    {
        Match match = ParameterPattern().Match(argument);
        if (!match.Success)
        {
            return new CommandParameter(name: null, argument);
        }

        // A name that keeps its dash takes the next argument, unless it is a switch.
        return match.Groups["value"].Success
            ? new CommandParameter(match.Groups["name"].Value, ToValue(match.Groups["value"].Value))
            : new CommandParameter(argument);
    }

    private static object ToValue(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };

    [GeneratedRegex(@"^-(?<name>[\p{L}_]\w*)(:(?<value>.+))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ParameterPattern();
}
