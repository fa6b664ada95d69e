using System;
using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace SwarmTools.Host;

/// <summary>What PowerShell knows of this program.</summary>
internal sealed class ConsoleHost(ConsoleUserInterface ui) : PSHost
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Set when <c>exit</c> was called.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "SwarmTools.Host";

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => ui;

    public override CultureInfo CurrentCulture => s_culture;

    public override CultureInfo CurrentUICulture => s_culture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void NotifyBeginApplication() => ui.EraseProgress();

    public override void NotifyEndApplication()
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompts.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompts.");
}
