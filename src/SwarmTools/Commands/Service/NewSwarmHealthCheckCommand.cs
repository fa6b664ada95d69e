using System;
using System.Management.Automation;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Makes a health check for the parameter -HealthCheck of New-SwarmService and Set-SwarmService. Nothing is asked of an engine.</summary>
[Cmdlet(VerbsCommon.New, "SwarmHealthCheck")]
[OutputType(typeof(SwarmHealthCheck))]
public sealed class NewSwarmHealthCheckCommand : SwarmCmdlet
{
    /// <summary>The command that tells whether a container is healthy: one text for a shell, or the program and its arguments. Without it the image's own.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? Command { get; set; }

    /// <summary>The time between two checks. The engine's default is 30 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Interval { get; set; }

    /// <summary>How long one check may take. The engine's default is 30 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long failed checks do not count after a start.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? StartPeriod { get; set; }

    /// <summary>The time between two checks during the start period. The engine's default is 5 seconds. Needs API 1.44.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? StartInterval { get; set; }

    /// <summary>How many checks must fail in a row to make a container unhealthy. The engine's default is 3.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Retries { get; set; }

    private protected override void Process() => WriteObject(new SwarmHealthCheck
    {
        Test = HealthCheckSyntax.TestOf(Command ?? []), Interval = Interval, Timeout = Timeout, StartPeriod = StartPeriod, StartInterval = StartInterval, Retries = Retries,
    });
}
