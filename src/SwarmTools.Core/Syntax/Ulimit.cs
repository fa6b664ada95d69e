using System.Collections.Generic;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>A limit of the kernel for processes, such as <c>nofile=1024:2048</c>.</summary>
internal sealed record Ulimit(string Name, long Soft, long Hard)
{
    private const string Accepted = "Accepted is NAME=SOFT[:HARD], such as nofile=1024:2048; -1 is unlimited, and the soft limit is not above the hard one.";

    private static readonly HashSet<string> s_names =
    [
        "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    ];

    public static Ulimit Parse(string name, string limits)
    {
        string text = $"{name}={limits}";
        string[] parts = limits.Split(':');
        if (!s_names.Contains(name))
        {
            throw Invalid(text, $"'{name}' is not one of {string.Join(", ", s_names)}");
        }

        long soft = Number(parts[0], text);
        long hard = parts.Length == 1 ? soft : Number(parts[1], text);
        return parts.Length > 2 ? throw Invalid(text, "it has more than two limits")
            : hard != -1 && (soft > hard || soft == -1) ? throw Invalid(text, "the soft limit is above the hard one")
            : new(name, soft, hard);
    }

    private static long Number(string text, string whole) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= -1
            ? number
            : throw Invalid(whole, $"'{text}' is not a number");

    private static SwarmException Invalid(string text, string why) => new(ErrorId.OptionInvalid, $"The limit '{text}' cannot be used: {why}. {Accepted}");
}
