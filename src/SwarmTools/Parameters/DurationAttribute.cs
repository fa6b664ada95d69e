using System;
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
            TimeSpan duration when duration >= TimeSpan.Zero => duration,
            string text when DurationSyntax.TryParseAny(text, out TimeSpan duration) => duration,
            not (TimeSpan or string) when TypedArgument.Number(value) is { } seconds and >= 0 && seconds < TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond =>
                TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)),
            _ => throw Invalid(value),
        };
    }

    private static ArgumentTransformationMetadataException Invalid(object value) => new(
        $"'{value}' is not a duration. Accepted are a TimeSpan, text such as 1m30s, 500ms or 00:01:30, and a number of seconds; none may be negative.");
}
