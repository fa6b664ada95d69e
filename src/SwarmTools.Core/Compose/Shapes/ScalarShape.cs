using System;
using System.Globalization;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Syntax;
using SwarmTools.Syntax;

namespace SwarmTools.Compose.Shapes;

/// <summary>A single value.</summary>
/// <param name="What">What it is, for errors.</param>
/// <param name="Convert">The usual form of a value; null for one that is not of this kind.</param>
/// <param name="IsText">Whether the usual form is a text, whatever it looks like.</param>
internal sealed record ScalarShape(string What, Func<ScalarValue, string?> Convert, bool IsText) : ComposeShape
{
    /// <summary>A text. What looks like a number or like true must be quoted, for it may not be what it seems: <c>0123</c> is 83.</summary>
    public static readonly ScalarShape Text = new("A text", value => value.Kind == ScalarKind.Text ? value.Text : null, IsText: true);

    /// <summary>A text that may look like anything.</summary>
    public static readonly ScalarShape AnyText = new("A text", value => value.Kind == ScalarKind.Null ? null : value.Text, IsText: true);

    public static readonly ScalarShape Integer = new("A whole number", value => value.Kind switch
    {
        ScalarKind.Integer => value.Text,
        ScalarKind.Text when ScalarValue.Of(new(value.Text, IsQuoted: false, default)) is { Kind: ScalarKind.Integer } number => number.Text,
        _ => null,
    }, IsText: false);

    /// <summary>A whole number that is not negative.</summary>
    public static readonly ScalarShape Natural = new("A whole number from 0 on", value => Integer.Convert(value) is { } text && text[0] != '-' ? text : null, IsText: false);

    /// <summary>The number of a port.</summary>
    public static readonly ScalarShape PortNumber = new("A number from 0 to 65535", value => Integer.Convert(value) is { } text && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null, IsText: false);

    public static readonly ScalarShape Number = new("A number", value => value.Kind switch
    {
        ScalarKind.Integer or ScalarKind.Number => value.Text,
        ScalarKind.Text when ScalarValue.Of(new(value.Text, IsQuoted: false, default)) is { Kind: ScalarKind.Integer or ScalarKind.Number } number => number.Text,
        _ => null,
    }, IsText: false);

    /// <summary>True or false; after a variable was filled in also in docker's other words.</summary>
    public static readonly ScalarShape Boolean = new("true or false", value => value.Text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "ON" => "true",
        "FALSE" or "NO" or "N" or "OFF" => "false",
        _ => null,
    }, IsText: false);

    /// <summary>A duration as Go writes it; a number alone is one of seconds.</summary>
    public static readonly ScalarShape Duration = new("A duration such as 1m30s", value => value.Kind is ScalarKind.Text ? DurationText(value.Text)
        : value.Kind is ScalarKind.Integer or ScalarKind.Number ? DurationText(value.Text + "s") : null, IsText: true);

    /// <summary>A size in bytes, as a text of digits.</summary>
    public static readonly ScalarShape Size = new("A size such as 512m", value => value.Kind is ScalarKind.Null or ScalarKind.Boolean || !SizeSyntax.TryParse(value.Text, out long bytes)
        ? null : bytes.ToString(CultureInfo.InvariantCulture), IsText: true);

    /// <summary>A size in bytes, as a number.</summary>
    public static readonly ScalarShape Bytes = Size with { IsText = false };

    /// <summary>A number of processors, as a text.</summary>
    public static readonly ScalarShape Cpus = new("A number of processors such as 0.5", value =>
        value.Kind is not (ScalarKind.Null or ScalarKind.Boolean) && decimal.TryParse(value.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? value.Text : null, IsText: true);

    public override string Expected => What;

    /// <summary>One of several words.</summary>
    public static ScalarShape OneOf(params string[] words) =>
        new($"One of {string.Join(", ", words)}", value => value.Kind == ScalarKind.Null ? null : words.FirstOrDefault(word => word == value.Text), IsText: true);

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading) =>
        node is ComposeScalar open && reading.IsOpen(open) ? open with { IsQuoted = true }
            : node is ComposeScalar scalar && ScalarValue.Of(scalar) is var value && Convert(value) is { } usual ? Usual(scalar, value, usual)
            : Refuse(node, path, reading);

    // Most values are texts that look like nothing else, and stay as they are.
    private ComposeScalar Usual(ComposeScalar scalar, ScalarValue value, string usual) =>
        usual == scalar.Text && (IsText == scalar.IsQuoted || (IsText && value.Kind == ScalarKind.Text)) ? scalar : scalar with { Text = usual, IsQuoted = IsText };

    private static string? DurationText(string text) => DurationSyntax.TryParseNanoseconds(text, out long nanoseconds) ? GoDuration.Write(nanoseconds) : null;
}
