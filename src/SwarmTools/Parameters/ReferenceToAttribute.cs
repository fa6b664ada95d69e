using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Reads references: texts, objects of the accepted kinds, and copies of such objects from other processes.</summary>
/// <remarks>
/// It never throws: what does not fit becomes a reference that refuses to be used, so that each bad object gives one error
/// with its own id, and the objects after it are still worked on.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReferenceToAttribute : ArgumentTransformationAttribute
{
    private readonly Type[] _kinds;

    /// <summary>Accepts texts and objects of these kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    public ReferenceToAttribute(params Type[] kinds) => _kinds = kinds;

    /// <summary>The kinds of objects accepted.</summary>
    public IReadOnlyList<Type> Kinds => _kinds;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            SwarmReference[] done => done,
            // A forgotten @ before a table of parameters, most likely: taken apart its keys would be read as wildcards.
            IDictionary table => new[] { SwarmReference.Refused(table, "table", Accepted, " Parameters are splatted with @, not passed with $.") },
            IEnumerable list and not string => list.Cast<object>().Select(Reference).ToArray(),
            _ => new[] { Reference(inputData!) },
        };
    }

    private SwarmReference Reference(object item)
    {
        PSObject wrapped = PSObject.AsPSObject(item);
        return wrapped.BaseObject switch
        {
            SwarmReference reference => reference,
            string text => SwarmReference.To(text),
            SwarmObject known when _kinds.Contains(known.GetType()) => SwarmReference.To(known),
            SwarmObject other => SwarmReference.Refused(other, other.GetType().Name, Accepted),
            PSCustomObject => Copy(wrapped),
            ValueType and IConvertible number => SwarmReference.To(Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
            object other => SwarmReference.Refused(other, other.GetType().Name, Accepted),
        };
    }

    private string Accepted => string.Join(" or ", _kinds.Select(kind => kind.Name));

    private SwarmReference Copy(PSObject copy)
    {
        Type? kind = _kinds.FirstOrDefault(known => copy.TypeNames.Contains("Deserialized." + known.FullName));
        return kind is null
            ? SwarmReference.Refused(copy, copy.TypeNames.FirstOrDefault() ?? "object", Accepted)
            : SwarmReference.ToCopy(kind, copy, Text(copy, "Name"), Text(copy, "Id"), Text(copy, "Connection"));
    }

    private static string Text(PSObject copy, string property) => copy.Properties[property]?.Value?.ToString() ?? "";
}
