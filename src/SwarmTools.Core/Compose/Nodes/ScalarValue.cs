using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace SwarmTools.Compose.Nodes;

/// <summary>What a single value of a compose file means, by the rules that docker reads it by (go-yaml v3, resolve.go).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its usual form: <c>83</c> for <c>0123</c>, <c>1000</c> for <c>1e3</c>; the text itself where it is one.</param>
internal readonly record struct ScalarValue(ScalarKind Kind, string Text)
{
    private static readonly Regex s_number = new(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    // Of YAML 1.1.
    private static readonly Regex s_date = new("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", RegexOptions.CultureInvariant);
    private static readonly HashSet<string> s_oldWords = new(StringComparer.OrdinalIgnoreCase) { "yes", "no", "on", "off", "y", "n", "=", "<<" };

    public static ScalarValue Of(ComposeScalar scalar) => scalar.IsQuoted ? new(ScalarKind.Text, scalar.Text) : OfPlain(scalar.Text);

    /// <summary>Whether any reader, docker's or one of YAML 1.1, would take a text that is not quoted for a number, a date, true or false.</summary>
    public static bool MayBeOther(string text) =>
        OfPlain(text).Kind != ScalarKind.Text || s_oldWords.Contains(text) || (MayBeginNumber(text[0]) && (IsOfNumbers(text) || s_date.IsMatch(text)));

    /// <summary>What a text means that is not quoted.</summary>
    public static ScalarValue OfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new(ScalarKind.Null, ""),
        "true" or "True" or "TRUE" => new(ScalarKind.Boolean, "true"),
        "false" or "False" or "FALSE" => new(ScalarKind.Boolean, "false"),
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => new(ScalarKind.Number, "+Inf"),
        "-.inf" or "-.Inf" or "-.INF" => new(ScalarKind.Number, "-Inf"),
        ".nan" or ".NaN" or ".NAN" => new(ScalarKind.Number, "NaN"),
        _ => OfDigits(text),
    };

    private static ScalarValue OfDigits(string text)
    {
        if (!MayBeginNumber(text[0]))
        {
            return new(ScalarKind.Text, text);
        }

        // What begins with a point has no underscores.
        string plain = text[0] == '.' ? text : text.Replace("_", "");
        if (Integer(plain) is { } whole)
        {
            return new(ScalarKind.Integer, whole.ToString(CultureInfo.InvariantCulture));
        }

        return s_number.IsMatch(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number)
            ? new(ScalarKind.Number, Short(number))
            : new(ScalarKind.Text, text);
    }

    private static bool MayBeginNumber(char first) => first is '+' or '-' or '.' or (>= '0' and <= '9');

    // Each reader has its own numbers: 1:30 is 90 for some, 0x_ is 0, 1e999 is more than all others.
    private static bool IsOfNumbers(string text)
    {
        foreach (char letter in text)
        {
            if (letter is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or 'x' or 'X' or 'o' or 'O' or '_' or '.' or ':' or '+' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    // As Go reads integers of any base: 0x1F, 0b11, 0o17 and 017; what does not fit into 64 bits is a number with a fraction to it.
    private static BigInteger? Integer(string text)
    {
        bool isNegative = text[0] == '-';
        string digits = text[0] is '+' or '-' ? text[1..] : text;
        (int radix, string rest) = digits.Length < 2 || digits[0] != '0' ? (10, digits) : digits[1] switch
        {
            'x' or 'X' => (16, digits[2..]),
            'b' or 'B' => (2, digits[2..]),
            'o' or 'O' => (8, digits[2..]),
            _ => (8, digits[1..]),
        };
        if (rest.Length == 0)
        {
            return null;
        }

        BigInteger value = 0;
        foreach (char digit in rest)
        {
            int number = digit switch { >= '0' and <= '9' => digit - '0', >= 'a' and <= 'f' => digit - 'a' + 10, >= 'A' and <= 'F' => digit - 'A' + 10, _ => radix };
            if (number >= radix)
            {
                return null;
            }

            value = (value * radix) + number;
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        value = isNegative ? -value : value;
        return value >= long.MinValue ? value : null;
    }

    // As Go writes it: without an exponent below 10^21 and from 10^-4 on.
    private static string Short(double number)
    {
        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (shortest.IndexOf('E') < 0)
        {
            return shortest;
        }

        double size = Math.Abs(number);
        if (size is >= 1e-4 and < 1e21)
        {
            return decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
                ? exact.ToString("0.#############################", CultureInfo.InvariantCulture)
                : shortest;
        }

        string[] parts = shortest.Split('E');
        int exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Format(CultureInfo.InvariantCulture, "{0}e{1}{2:00}", parts[0], exponent < 0 ? "-" : "+", Math.Abs(exponent));
    }
}
