using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Takes docker's words for the values of an enumeration: <c>on-failure</c> is OnFailure.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text => Value(text),
            IList list => list.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
            _ => inputData,
        };

    private static string Value(string text) => text.Replace("-", "").Replace("_", "");
}
