using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SwarmTools.Syntax;

/// <summary>Reads sizes in bytes: <c>512</c>, <c>512m</c>, <c>1.5g</c>, <c>64KiB</c>. Units are binary, as docker's are.</summary>
internal static class SizeSyntax
{
    private const string Units = "kmgtp";

    private const NumberStyles Forms = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly Regex s_form = new(@"^(?<number>[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[-+]?[0-9]+)?)\s*(b|(?<unit>[kmgtp])(i?b)?)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static long Parse(string text) => TryParse(text, out long bytes)
        ? bytes
        : throw new SwarmException(ErrorId.OptionInvalid, $"'{text}' is not a size. Accepted are bytes, or a number with b, k, m, g, t or p, such as 512m.");

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        Match match = s_form.Match(text.Trim());
        string unit = match.Groups["unit"].Value;
        int power = unit.Length == 0 ? 0 : Units.IndexOf(unit, StringComparison.OrdinalIgnoreCase) + 1;
        long scale = 1L << (10 * power);
        if (!decimal.TryParse(match.Groups["number"].Value, Forms, CultureInfo.InvariantCulture, out decimal number) || number < 0 || number > long.MaxValue / (decimal)scale)
        {
            return false;
        }

        bytes = (long)(number * scale);
        return true;
    }
}
