using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using SwarmTools.Help;

namespace SwarmTools.Integration;

/// <summary>What a console showed when an example was typed.</summary>
/// <param name="Output">What was printed.</param>
/// <param name="Errors">The errors.</param>
internal sealed partial record ExampleRun(string Output, string Errors)
{
    private const string Mark = "@@@ ";

    // What differs from run to run, and what stands for it. The order counts.
    private static readonly (Regex Pattern, string Word)[] s_masks =
    [
        (Token(), "TOKEN"), (Digest(), "DIGEST"), (Moment(), "MOMENT"), (Age(), "AGE"), (Address(), "ADDRESS"), (Span(), "SPAN"), (Size(), "SIZE"),
        (Version(), "VERSION"), (Id(), "ID"), (ShortId(), "SHORTID"), (Port(), "PORT"), (Node(), "NODE"), (Cut(), "CUT"), (Dashes(), "--"), (Spaces(), " "),
    ];

    /// <summary>Takes the streams of tests/data/examples/Invoke-Example.ps1 apart.</summary>
    public static IReadOnlyDictionary<(string Page, int Number), ExampleRun> Read(string output, string errors)
    {
        Dictionary<(string, int), string> printed = Parts(output);
        Dictionary<(string, int), string> failed = Parts(errors);
        string before = errors.Split(Mark)[0].Trim();
        Assert.True(before.Length == 0, "The scene could not be made: " + before);
        // What went wrong while a page was prepared is told with its first example.
        return printed.Keys.Where(key => key.Item2 > 0).ToDictionary(
            key => key, key => new ExampleRun(printed[key], (key.Item2 == 1 ? failed.GetValueOrDefault((key.Item1, 0), "") : "") + failed.GetValueOrDefault(key, "")));
    }

    /// <summary>Whether the page shows this, but for what differs from run to run.</summary>
    public bool IsAsShownIn(HelpExample example) => Masked(Output) == Masked(example.Output);

    /// <summary>What is different.</summary>
    public string DifferenceFrom(HelpExample example)
    {
        string[] shown = Masked(example.Output).Split('\n');
        string[] printed = Masked(Output).Split('\n');
        int line = shown.Zip(printed).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1} is\n  {printed.ElementAtOrDefault(line)}\nnot\n  {shown.ElementAtOrDefault(line)}\nAll of it:\n{Output}";
    }

    /// <summary>The example with this output, where it shows another one.</summary>
    public HelpExample Accepted(HelpExample example) => example.NotRun.Length > 0 || IsAsShownIn(example) ? example : example with { Output = Output };

    private static Dictionary<(string, int), string> Parts(string stream) => stream.ReplaceLineEndings("\n").Split(Mark).Skip(1)
        .Select(part => (Title: part.Split('\n')[0].Split(' '), Text: string.Join('\n', part.Split('\n').Skip(1).Select(line => line.TrimEnd()))))
        .ToDictionary(part => (part.Title[0], int.Parse(part.Title[1], CultureInfo.InvariantCulture)), part => Gaps().Replace(part.Text, "\n\n").Trim('\n'));

    private static string Masked(string text) => string.Join('\n', s_masks.Aggregate(text, (masked, mask) => mask.Pattern.Replace(masked, mask.Word)).Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"SWM(TKN|KEY)-1-[A-Za-z0-9+/-]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\b(sha256:)?[0-9A-Fa-f]{40,64}\b")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\b(\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4})([ T]\d\d?:\d\d:\d\d(\.\d+)?)?( [AP]M|Z)?|\b\d{8}-\d{6}\b")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\b\d+ (second|minute|hour|day)s?( ago)?")]
    private static partial Regex Age();

    [GeneratedRegex(@"\b\d+\.\d+\.\d+\.\d+\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b\d+:\d\d:\d\d(\.\d+)?\b|\b(\d+m)?\d+(\.\d+)?m?s\b")]
    private static partial Regex Span();

    [GeneratedRegex(@"\b\d+(\.\d+)? ?[kKMGT]?i?B\b")]
    private static partial Regex Size();

    [GeneratedRegex(@"\b\d+\.\d+\.\d+\+\w+")]
    private static partial Regex Version();

    [GeneratedRegex(@"\b[0-9a-z]{25}\b")]
    private static partial Regex Id();

    // Some words have 12 letters too: these are taken as well.
    [GeneratedRegex(@"\b[0-9a-z]{12}\b")]
    private static partial Regex ShortId();

    [GeneratedRegex(@"\b[3-6]\d{4}\b")]
    private static partial Regex Port();

    [GeneratedRegex(@"\b[mw][1-3]\b")]
    private static partial Regex Node();

    [GeneratedRegex(@"[\w(.:]*…")]
    private static partial Regex Cut();

    [GeneratedRegex("-{2,}")]
    private static partial Regex Dashes();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Gaps();
}
