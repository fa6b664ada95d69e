using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Pipelines;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>What a command did to a stack, or would do, for people and programs that were not there. A value; <see cref="StackReportJson"/> and <see cref="StackReportPage"/> write it.</summary>
/// <remarks>
/// It holds no value of a secret, for no change does. Values of environment variables and of drivers' options are left out too: a report goes further than a console, and passwords are kept there all the same.
/// </remarks>
internal sealed record StackReport
{
    // Variables, and options of drivers for logs and volumes: tokens and passwords stand there.
    private static readonly string[] s_unsaid = [".Env[", ".LogDriver.Options", ".DriverConfig.Options"];

    /// <summary>What the report has in the place of a value that is left out.</summary>
    public const string Unsaid = "(not shown)";

    /// <summary>The cmdlet.</summary>
    public required string Command { get; init; }

    /// <summary>The name of the stack; empty where it is not known.</summary>
    public required string StackName { get; init; }

    /// <summary>The name of the connection; empty where there was none.</summary>
    public required string Swarm { get; init; }

    /// <summary>How it ended: Done, Undone, Planned, Failed; InProgress where the command was ended while it worked.</summary>
    public required SwarmStackChangeOutcome Outcome { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>All changes, what stays as it is among them.</summary>
    public required IReadOnlyList<StackStep> Steps { get; init; }

    /// <summary>Errors and warnings, in the order in which they were told.</summary>
    public required IReadOnlyList<BuildNotice> Notices { get; init; }

    public IEnumerable<BuildNotice> Errors => Notices.Where(notice => notice.IsError);

    public IEnumerable<BuildNotice> Warnings => Notices.Where(notice => !notice.IsError);

    /// <summary>The image that a service is to run, with its digest where a registry told it; empty for what is no service, and for one that goes or stays.</summary>
    public static string ImageOf(StackStep step) => step.Spec is { } spec ? (string?)ServiceOptions.Image.Read(spec) ?? "" : "";

    /// <summary>What to do about an error.</summary>
    public string RemedyOf(BuildNotice error) => Outcome == SwarmStackChangeOutcome.Undone
        ? "All is as it was before: correct what failed, and publish again."
        : ErrorRemedies.Of(error.Id);

    /// <summary>What of a difference may be told.</summary>
    public static (string? Old, string? New) ValuesOf(SwarmDifference difference) =>
        s_unsaid.Any(difference.Path.Contains) ? (difference.Old is null ? null : Unsaid, difference.New is null ? null : Unsaid) : (difference.Old, difference.New);
}
