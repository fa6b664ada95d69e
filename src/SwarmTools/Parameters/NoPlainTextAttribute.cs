using System;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Refuses text where a secret is expected, with the ways to pass one. The text is not repeated.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoPlainTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string
            ? throw new ArgumentTransformationMetadataException(
                "A secret is not passed as text, which histories and logs keep. Leave it out to be asked, or use -Generate, -Path, -Bytes, or ConvertTo-SecureString $env:NAME -AsPlainText -Force.")
            : inputData;
}
