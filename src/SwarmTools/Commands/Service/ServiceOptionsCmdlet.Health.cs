using System;
using System.Management.Automation;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>How its health is checked.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>The whole health check: a command for a shell, a hashtable such as @{ Command = 'curl -f localhost'; Interval = '5s' }, or an object of New-SwarmHealthCheck. The other -Health parameters change parts of one.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? HealthCheck { get; set; }

    /// <summary>The command that tells whether a container is healthy: one text for a shell, or the program and its arguments.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? HealthCommand { get; set; }

    /// <summary>The time between two checks. The engine's default is 30 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthInterval { get; set; }

    /// <summary>How long one check may take. The engine's default is 30 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthTimeout { get; set; }

    /// <summary>How long failed checks do not count after a start.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthStartPeriod { get; set; }

    /// <summary>The time between two checks during the start period. The engine's default is 5 seconds. Needs API 1.44.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthStartInterval { get; set; }

    /// <summary>How many checks must fail in a row to make a container unhealthy. The engine's default is 3.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? HealthRetries { get; set; }

    /// <summary>Switches off the health check that the image brings.</summary>
    [Parameter]
    public SwitchParameter NoHealthcheck { get; set; }

    private void AddHealth(SpecEdits edits) =>
        edits.AddRange(HealthEdits.Of(NoHealthcheck, ReadOne("-HealthCheck", HealthCheck, HealthCheckSyntax.Parse), HealthParts()));

    private SpecEdits HealthParts()
    {
        SpecEdits parts = new();
        parts.Replace(ServiceOptions.HealthTest, "-HealthCommand", HealthCommand is null ? null : HealthCheckSyntax.TestOf(HealthCommand));
        parts.Set(ServiceOptions.HealthInterval, "-HealthInterval", HealthInterval);
        parts.Set(ServiceOptions.HealthTimeout, "-HealthTimeout", HealthTimeout);
        parts.Set(ServiceOptions.HealthStartPeriod, "-HealthStartPeriod", HealthStartPeriod);
        parts.Set(ServiceOptions.HealthStartInterval, "-HealthStartInterval", HealthStartInterval);
        parts.Set(ServiceOptions.HealthRetries, "-HealthRetries", (long?)HealthRetries);
        return parts;
    }
}
