using System;
using System.Globalization;
using System.Management.Automation;
using SwarmTools.Syntax;

namespace SwarmTools.Parameters;

/// <summary>Reads durations: a TimeSpan, text such as <c>1m30s</c> or <c>00:01:30</c>, or a number of seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = TypedArgument.Duration(inputData);
        return value switch
        {
            null => null,
            TimeSpan duration => Positive(duration, duration),
            short or int or long or double or decimal => Seconds(value),
            string text when DurationSyntax.TryParse(text, out TimeSpan duration) => Positive(duration, text),
            string text when text.Contains(":") && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan duration) => Positive(duration, text),
            _ => throw Invalid(value),
        };
    }

    private static TimeSpan Seconds(object value)
    {
        try
        {
            return Positive(TimeSpan.FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)), value);
        }
        catch (Exception failure) when (failure is OverflowException or ArgumentException)
        {
            throw Invalid(value);
        }
    }

    private static TimeSpan Positive(TimeSpan duration, object value) => duration >= TimeSpan.Zero ? duration : throw Invalid(value);

    private static ArgumentTransformationMetadataException Invalid(object value) => new(
        $"'{value}' is not a duration. Accepted are a TimeSpan, text such as 1m30s, 500ms or 00:01:30, and a number of seconds; none may be negative.");
}
