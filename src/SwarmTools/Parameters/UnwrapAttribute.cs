using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Takes values out of the wrappers that PowerShell puts around them, and a single value for a list of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnwrapAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Inner(inputData) switch
    {
        null => null,
        IList list => list.Cast<object?>().Select(Inner).ToArray(),
        { } single => new[] { single },
    };

    private static object? Inner(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
