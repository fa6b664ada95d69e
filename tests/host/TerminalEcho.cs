using System;
using System.Diagnostics;

namespace SwarmTools.Host;

/// <summary>Keeps a terminal from showing what is typed.</summary>
/// <remarks>Not with Console.ReadKey: it would leave the terminal in a mode of its own.</remarks>
internal static class TerminalEcho
{
    public static IDisposable Off()
    {
        if (Console.IsInputRedirected)
        {
            return new Ending(() => { });
        }

        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("This host cannot hide what is typed on Windows: use pwsh.");
        }

        Set("-echo");
        return new Ending(() => Set("echo"));
    }

    private static void Set(string mode)
    {
        using Process stty = Process.Start("stty", mode);
        stty.WaitForExit();
    }
}
