using System;
using System.Runtime.InteropServices;

namespace SwarmTools.Host;

/// <summary>Turns Ctrl+C and SIGTERM into a stop of the pipeline; <c>finally</c> blocks of scripts run.</summary>
internal sealed class SignalWatch : IDisposable
{
    private readonly Session _session;
    private readonly bool _survivesInterrupt;
    private readonly PosixSignalRegistration[] _registrations;

    public SignalWatch(Session session, bool survivesInterrupt)
    {
        _session = session;
        _survivesInterrupt = survivesInterrupt;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Set when a signal ends the program.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGTERM)
        {
            ExitCode = ExitCodes.Terminated;
        }
        else if (!_survivesInterrupt)
        {
            ExitCode ??= ExitCodes.Interrupted;
        }

        _session.Stop();
    }
}
