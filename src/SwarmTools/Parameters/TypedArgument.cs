using System;
using System.Globalization;
using System.Management.Automation;
using SwarmTools.Syntax;

namespace SwarmTools.Parameters;

/// <summary>What a user typed, where PowerShell made something else of it.</summary>
internal static class TypedArgument
{
    /// <summary>A number or text as it was typed, or as anybody would write it.</summary>
    public static string Text(object? argument) => argument switch
    {
        PSObject { BaseObject: ValueType } number => number.ToString().Trim(),
        PSObject wrapped => Text(wrapped.BaseObject),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };

    /// <summary>The value of a number, however it was typed: 1e9, 0x10 and 5L are numbers too; null for what is none.</summary>
    public static decimal? Number(object? argument)
    {
        object? value = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        try
        {
            return value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal
                ? Convert.ToDecimal(value, CultureInfo.InvariantCulture)
                : null;
        }
        catch (OverflowException)
        {
            // 1e99 and NaN are no quantities of anything.
            return null;
        }
    }

    /// <summary>A duration as it was typed: PowerShell reads 2s as the 16-bit number 2 and 1d as the decimal 1, but keeps the text.</summary>
    public static object? Duration(object? argument) => argument switch
    {
        PSObject { BaseObject: ValueType and not TimeSpan } number when DurationSyntax.TryParse(number.ToString(), out _) => number.ToString(),
        PSObject wrapped => wrapped.BaseObject,
        _ => argument,
    };
}
