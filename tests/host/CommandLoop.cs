using System;
using System.Linq;
using System.Management.Automation.Language;
using System.Text;

namespace SwarmTools.Host;

/// <summary>Reads commands from a terminal or from the standard input, and runs each when it is complete.</summary>
internal sealed class CommandLoop(Session session, bool hasPrompt)
{
    /// <returns>The exit code.</returns>
    public int Run(Func<int?> signalled)
    {
        bool succeeded = true;
        while (signalled() is null && session.ExitCode is null)
        {
            session.Resume();
            string? text = ReadCommand(out bool isInterrupted);
            if (isInterrupted)
            {
                session.UI.WriteLine("");
                continue;
            }

            if (text is null)
            {
                break;
            }

            if (!string.IsNullOrWhiteSpace(text))
            {
                RunResult result = session.RunScript(text);
                if (result == RunResult.Stopped && hasPrompt)
                {
                    session.UI.WriteLine("");
                }

                succeeded = result == RunResult.Completed && session.LastSucceeded;
            }
        }

        return session.ExitCode ?? (succeeded || hasPrompt ? ExitCodes.Success : ExitCodes.Failure);
    }

    private string? ReadCommand(out bool isInterrupted)
    {
        StringBuilder text = new();
        ShowPrompt(isFirst: true);
        string? line = session.Input.ReadCommand(out isInterrupted);
        while (line is not null)
        {
            text.AppendLine(line);
            if (IsComplete(text.ToString()))
            {
                return text.ToString().TrimEnd();
            }

            ShowPrompt(isFirst: false);
            line = session.Input.ReadCommand(out isInterrupted);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private void ShowPrompt(bool isFirst)
    {
        if (hasPrompt)
        {
            session.UI.Write(isFirst ? session.Prompt() : ">> ");
        }
    }

    private static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return !errors.Any(error => error.IncompleteInput);
    }
}
