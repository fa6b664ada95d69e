using System;
using System.Globalization;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Reads a number of CPUs, such as 0.5; engines count in billionths.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CpusAttribute : ArgumentTransformationAttribute
{
    private const decimal Billion = 1_000_000_000;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string text = TypedArgument.Text(inputData);
        decimal? number = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal typed) ? typed : TypedArgument.Number(inputData);
        return inputData is null ? null
            : number is { } cpus && cpus >= 0 && cpus <= long.MaxValue / Billion && decimal.Truncate(cpus * Billion) == cpus * Billion
                ? cpus
                : throw new ArgumentTransformationMetadataException(
                        $"'{text}' is not a number of CPUs. Accepted are numbers such as 0.5 or 2, not negative and with at most nine decimals.");
    }
}
