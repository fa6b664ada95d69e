using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SwarmTools.Host;

/// <summary>Shows streams and asks questions on the console.</summary>
internal sealed class ConsoleUserInterface(ConsoleInput input, int? width) : PSHostUserInterface
{
    private readonly ProgressLine _progress = new(isShown: IsTerminal);
    private bool _writesToError;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface(width);

    public override bool SupportsVirtualTerminal => IsTerminal;

    private static bool IsTerminal { get; } =
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static bool IsErrorTerminal => IsTerminal && !Console.IsErrorRedirected;

    public void EraseProgress() => _progress.Erase();

    /// <summary>Sends what is written to the standard error, until disposed.</summary>
    public IDisposable WriteToError()
    {
        _writesToError = true;
        return new Ending(() => _writesToError = false);
    }

    public override void Write(string value)
    {
        _progress.Erase();
        if (_writesToError)
        {
            Console.Error.Write(GetOutputString(value, IsErrorTerminal));
            return;
        }

        Console.Out.Write(GetOutputString(value, SupportsVirtualTerminal));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (!IsTerminal)
        {
            Write(value);
            return;
        }

        Console.ForegroundColor = foregroundColor;
        Console.BackgroundColor = backgroundColor;
        Write(value);
        Console.ResetColor();
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        _progress.Erase();
        Console.Error.WriteLine(GetOutputString(Styled(FormatStyle.Error, value), IsErrorTerminal));
    }

    public override void WriteWarningLine(string message) => WriteLine(Styled(FormatStyle.Warning, $"WARNING: {message}"));

    public override void WriteVerboseLine(string message) => WriteLine(Styled(FormatStyle.Verbose, $"VERBOSE: {message}"));

    public override void WriteDebugLine(string message) => WriteLine(Styled(FormatStyle.Debug, $"DEBUG: {message}"));

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine()
    {
        _progress.Erase();
        return input.ReadAnswer();
    }

    public override SecureString ReadLineAsSecureString()
    {
        _progress.Erase();
        SecureString secret = new();
        foreach (char character in input.ReadHidden())
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        Console.Out.WriteLine();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        Introduce(caption, message);
        FieldQuestions questions = new(this);
        return descriptions.ToDictionary(field => field.Name, field => questions.Ask(field)!);
    }

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        ChoiceQuestion question = new(choices, defaultChoice);
        Introduce(caption, message);
        while (true)
        {
            Write(question.Prompt);
            string answer = ReadLine();
            if (question.Understand(answer) is { } choice)
            {
                return choice;
            }

            if (answer.Trim() == "?")
            {
                WriteLine(question.Help);
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        Introduce(caption, message);
        string user = userName;
        if (string.IsNullOrEmpty(user))
        {
            Write("User: ");
            user = ReadLine();
        }

        Write($"Password for user {user}: ");
        return new PSCredential(user, ReadLineAsSecureString());
    }

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    private void Introduce(string caption, string message)
    {
        WriteLine("");
        foreach (string line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            WriteLine(line);
        }
    }

    // The view of an error brings its own colours.
    private static string Styled(FormatStyle style, string text) => text.Contains('\u001b', StringComparison.Ordinal)
        ? text
        : GetFormatStyleString(style) + text + PSStyle.Instance.Reset;
}
