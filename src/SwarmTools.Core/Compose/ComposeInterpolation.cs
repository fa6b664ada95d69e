using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Syntax;

namespace SwarmTools.Compose;

/// <summary>Puts variables into the values of a file. Keys stay as they are, and so do the parts that begin with <c>x-</c> at the top, unless they are used by an alias.</summary>
/// <param name="valueOf">The value of a variable; null for one that is not set.</param>
/// <param name="reading">Takes what cannot be read, what is missing, and each variable once that is not set.</param>
internal sealed class ComposeInterpolation(Func<string, string?> valueOf, ComposeReading reading)
{
    /// <summary>No path of a finding needs more letters; below a thousand long keys each would have a million.</summary>
    private const int LongestPath = 1000;

    /// <summary>A long text counts as several values.</summary>
    private const int LettersOfOne = 64;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public ComposeMapping Apply(ComposeMapping root) => root with
    {
        Entries = [.. root.Entries.Select(entry => entry.Key.Text.StartsWith("x-", StringComparison.Ordinal) ? entry : entry with { Value = Apply(entry.Value, entry.Key.Text) })],
    };

    private ComposeNode Apply(ComposeNode node, string path) => !node.Has(HasDollar) ? node : node switch
    {
        ComposeScalar scalar => Apply(scalar, path),
        ComposeSequence sequence => sequence with { Items = [.. sequence.Items.Select((item, index) => Apply(item, Below(path, string.Format(CultureInfo.InvariantCulture, "[{0}]", index))))] },
        ComposeMapping mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = Apply(entry.Value, Below(path, "." + entry.Key.Text)) })] },
        _ => node,
    };

    private static string Below(string path, string step) => path.Length > LongestPath ? path : path + step;

    private static bool HasDollar(ComposeNode node) => node is ComposeScalar scalar && scalar.Text.IndexOf('$') >= 0;

    private ComposeScalar Apply(ComposeScalar scalar, string path)
    {
        try
        {
            // What comes of it is a text; where a number is expected, the text may be one.
            string text = new Substitution(valueOf, name => Tell(name, scalar, path)).Apply(scalar.Text);
            return reading.Values.Take(text.Length / LettersOfOne, scalar, path, reading) ? scalar with { Text = text, IsQuoted = true } : scalar;
        }
        catch (ComposeSyntaxException failure)
        {
            reading.Error(scalar, path, failure.Message);
            reading.Leave(scalar);
            return scalar;
        }
    }

    private void Tell(string name, ComposeScalar scalar, string path)
    {
        if (_told.Add(name))
        {
            reading.Warn(scalar, path, $"The variable '{name}' is not set, so nothing is put in its place. Set it, or write ${{{name}:-default}}.");
        }
    }
}
