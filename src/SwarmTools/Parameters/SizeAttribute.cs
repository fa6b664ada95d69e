using System;
using System.Management.Automation;
using SwarmTools.Syntax;

namespace SwarmTools.Parameters;

/// <summary>Reads sizes in bytes: a number, PowerShell's 512MB, or docker's text <c>512m</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SizeAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether -1 is accepted, for no limit.</summary>
    public bool AllowUnlimited { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string text = TypedArgument.Text(inputData);
        return inputData is null ? null
            : AllowUnlimited && text == "-1" ? -1L
            : SizeSyntax.TryParse(text, out long bytes) ? bytes
            : TypedArgument.Number(inputData) is { } number && number >= 0 && number <= long.MaxValue && decimal.Truncate(number) == number ? (long)number
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is not a size. Accepted are bytes, 512MB, and text such as '512m' with b, k, m, g, t or p{(AllowUnlimited ? ", and -1 for no limit" : "")}.");
    }
}
