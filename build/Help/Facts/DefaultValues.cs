using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace SwarmTools.Help;

/// <summary>The values that parameters have when they are not given, read off a cmdlet that was just made.</summary>
internal static class DefaultValues
{
    /// <summary>The value as one would type it; empty where there is none worth telling.</summary>
    public static string Of(object cmdlet, PropertyInfo property) => property.GetValue(cmdlet) switch
    {
        null or false or 0 or "" => "",
        string text => text,
        true => "True",
        TimeSpan span => Duration(span),
        Enum word => Convert.ToInt64(word, CultureInfo.InvariantCulture) == 0 && !Enum.IsDefined(word.GetType(), word) ? "" : word.ToString(),
        IDictionary => "",
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        IFormattable number => number.GetType().Name == "SwitchParameter" ? "" : number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.GetType().Name == "SwitchParameter" ? "False" : other.ToString() ?? "",
    };

    private static string Duration(TimeSpan span) => span switch
    {
        _ when span == TimeSpan.Zero => "0s",
        { Seconds: 0, Milliseconds: 0, Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0}h"),
        { Seconds: 0, Milliseconds: 0 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0}m"),
        { Milliseconds: 0 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0}ms"),
    };
}
