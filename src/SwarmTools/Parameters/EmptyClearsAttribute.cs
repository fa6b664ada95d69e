using System;
using System.Collections;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Takes an empty text for an empty list: <c>''</c> clears, and is no item.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyClearsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        IsEmpty(inputData) || (Inner(inputData) is IList { Count: 1 } list && IsEmpty(list[0])) ? Array.Empty<object>() : inputData;

    private static bool IsEmpty(object? value) => Inner(value) is string { Length: 0 };

    private static object? Inner(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
