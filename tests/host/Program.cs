using System;
using System.IO;

namespace SwarmTools.Host;

/// <summary>A small console over PowerShell's engine, for machines without pwsh.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // PowerShell's engine reports its use over the network unless it is told not to.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        try
        {
            return Run(CommandLine.Parse(arguments));
        }
        catch (CommandLineException mistake)
        {
            Console.Error.WriteLine(mistake.Message);
            Console.Error.WriteLine(CommandLine.Usage);
            return ExitCodes.BadCommandLine;
        }
    }

    private static int Run(HostOptions options)
    {
        RequireFile(options.File);
        bool hasPrompt = options is { File: null, Command: null } && !Console.IsInputRedirected;
        using Session session = new(options);
        using SignalWatch signals = new(session, survivesInterrupt: hasPrompt);
        if (options.Module is { } module && session.ImportModule(Path.GetFullPath(module)) != RunResult.Completed)
        {
            return signals.ExitCode ?? ExitCodes.Failure;
        }

        int exitCode = options switch
        {
            { File: { } file } => RunFile(session, file, options),
            { Command: { } command } => RunCommand(session, command),
            _ => new CommandLoop(session, hasPrompt).Run(() => signals.ExitCode),
        };
        return signals.ExitCode ?? exitCode;
    }

    private static int RunFile(Session session, string file, HostOptions options)
    {
        RunResult result = session.RunFile(Path.GetFullPath(file), options.FileArguments);
        return session.ExitCode ?? (result == RunResult.Completed ? ExitCodes.Success : ExitCodes.Failure);
    }

    private static int RunCommand(Session session, string command)
    {
        RunResult result = session.RunCommand(command);
        bool succeeded = result == RunResult.Completed && session.LastSucceeded;
        return session.ExitCode ?? (succeeded ? ExitCodes.Success : ExitCodes.Failure);
    }

    private static void RequireFile(string? file)
    {
        if (file is not null && !File.Exists(file))
        {
            throw new CommandLineException(
                $"The argument '{file}' is not recognized as the name of a script file. "
                + "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
        }
    }
}
