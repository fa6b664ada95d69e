using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Reads health checks: a command, a hashtable such as <c>@{ Command = 'curl -f localhost'; Interval = '5s'; Retries = 3 }</c>, or an object of New-SwarmHealthCheck.</summary>
internal static class HealthCheckSyntax
{
    private const string Accepted =
        "Accepted are a command for a shell, a list of a program and its arguments, an object of New-SwarmHealthCheck, and a hashtable with Command, Interval, Timeout, StartPeriod, StartInterval and Retries.";

    /// <summary>The engine's form of no check at all, not even the image's own.</summary>
    public static readonly IReadOnlyList<string> None = ["NONE"];

    public static SwarmHealthCheck Parse(object value) => value switch
    {
        SwarmHealthCheck check => check,
        IDictionary table => Read(OptionBag.From(table, ErrorId.OptionInvalid, Accepted)),
        IEnumerable words and not string => new() { Test = TestOf([.. words.Cast<object?>().Select(word => Convert.ToString(word, CultureInfo.InvariantCulture) ?? "")]) },
        _ => new() { Test = TestOf([Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""]) },
    };

    /// <summary>The engine's form of a command: one text is for a shell, several are a program and its arguments, none leaves it to the image.</summary>
    /// <remarks>What has the engine's form already, as in a Dockerfile or compose file, is kept.</remarks>
    public static IReadOnlyList<string> TestOf(IReadOnlyList<string> command) => command switch
    {
        [] or [""] => [],
        ["NONE"] or ["CMD" or "CMD-SHELL", _, ..] => command,
        [string shell] => ["CMD-SHELL", shell],
        _ => ["CMD", .. command],
    };

    private static SwarmHealthCheck Read(OptionBag options)
    {
        SwarmHealthCheck check = new()
        {
            Test = TestOf(options.TakeAll("command", "cmd")),
            Interval = Duration(options, "interval"),
            Timeout = Duration(options, "timeout"),
            StartPeriod = Duration(options, "start-period"),
            StartInterval = Duration(options, "start-interval"),
            Retries = options.TakeNumber(0, int.MaxValue, "retries"),
        };
        options.RequireAllUsed();
        return check;
    }

    private static TimeSpan? Duration(OptionBag options, string name)
    {
        string? text = options.Take(name);
        return text is null ? null
            : DurationSyntax.TryParseAny(text, out TimeSpan duration) ? duration
            : throw options.Invalid($"'{text}' is not a duration, such as 5s, that is not negative ({name})");
    }
}
