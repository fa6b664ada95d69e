using System;
using System.Globalization;
using System.Management.Automation;
using SwarmTools.Syntax;
using SwarmTools.Time;

namespace SwarmTools.Parameters;

/// <summary>Reads moments: a date, or a duration before now such as <c>10m</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MomentAttribute : ArgumentTransformationAttribute
{
    private static readonly DateTimeOffset s_epoch = DateTimeOffset.FromUnixTimeSeconds(0);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = TypedArgument.Duration(inputData);
        return value switch
        {
            null or DateTimeOffset => value,
            DateTime date => new DateTimeOffset(date),
            TimeSpan age => Before(age),
            string text when DurationSyntax.TryParse(text, out TimeSpan age) => Before(age),
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset date) => date,
            _ => throw new ArgumentTransformationMetadataException(
                $"'{value}' is not a moment. Accepted are dates such as 2026-01-31T12:00:00Z, and durations before now such as 10m or 1h30m."),
        };
    }

    // As far back as there are dates: "everything".
    private static DateTimeOffset Before(TimeSpan age)
    {
        DateTimeOffset now = SystemClock.Instance.UtcNow;
        return age == TimeSpan.MinValue || age.Duration() >= now - s_epoch ? s_epoch : now - age.Duration();
    }
}
