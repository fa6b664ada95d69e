using System;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Refuses single bytes where all bytes of a secret are expected: piped without care, an array comes apart, and each of its bytes would be a secret.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeBytesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is ValueType or string
            ? throw new ArgumentTransformationMetadataException("Bytes come as one array. Name it with -Bytes, or pipe it whole: , $bytes | ...")
            : inputData;
}
