using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using SwarmTools.Text;

namespace SwarmTools.Infrastructure;

/// <summary>Finds out what the console of a cmdlet can show.</summary>
internal static class HostStyle
{
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="ascii">Whether only ASCII is wished.</param>
    public static TopologyStyle Of(PSCmdlet cmdlet, bool ascii) => new()
    {
        Unicode = !ascii && Has(TaskSigns.Unicode),
        Color = HasColor(cmdlet),
    };

    // PowerShell takes the sequences away where text goes to a file or a pipe, and where $PSStyle says so. Windows PowerShell has no $PSStyle and counts them as
    // letters, so it gets none.
    private static bool HasColor(PSCmdlet cmdlet) =>
        cmdlet.Host.UI is { SupportsVirtualTerminal: true }
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && cmdlet.SessionState.PSVariable.GetValue("PSStyle") is { } style
        && PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString() is { } rendering and not "PlainText"
        && rendering.Length > 0;

    private static bool Has(string signs)
    {
        try
        {
#pragma warning disable RS0030 // What a console can show is told by the console alone; nothing is written to it.
            Encoding encoding = Console.OutputEncoding;
#pragma warning restore RS0030
            return encoding.GetString(encoding.GetBytes(signs)) == signs;
        }
        catch (IOException)
        {
            // A program without a console.
            return false;
        }
    }
}
