using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>Reads sizes in bytes: <c>512</c>, <c>512m</c>, <c>1.5g</c>, <c>64KiB</c>. Units are binary, as docker's are.</summary>
internal static class SizeSyntax
{
    private const string Units = "bkmgtp";

    public static long Parse(string text)
    {
        string trimmed = text.Trim().ToUpperInvariant();
        string digits = trimmed.TrimEnd('B', 'I');
        int power = 0;
        if (digits.Length > 0 && !char.IsDigit(digits[^1]))
        {
            power = Units.IndexOf(char.ToLowerInvariant(digits[^1]));
            digits = digits[..^1].TrimEnd();
        }

        return power >= 0
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number < (decimal)(long.MaxValue >> (10 * power))
                ? (long)(number * (1L << (10 * power)))
                : throw new SwarmException(ErrorId.OptionInvalid, $"'{text}' is not a size. Accepted are bytes, or a number with b, k, m, g or t, such as 512m.");
    }
}
