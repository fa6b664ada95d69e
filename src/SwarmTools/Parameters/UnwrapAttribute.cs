using System;
using System.Collections;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Takes values out of the wrappers that PowerShell puts around them, a single value for a list of one, and <c>[pscustomobject]</c> for the table it was made of.</summary>
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

    private static object? Inner(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } made => Table(made),
        PSObject wrapped => Inner(wrapped.BaseObject),
        DictionaryEntry entry => new OrderedDictionary { [entry.Key] = Inner(entry.Value) },
        IDictionary table => Table(table),
        _ => value,
    };

    // A table of another kind is one with an order.
    private static IDictionary Table(IDictionary wrapped)
    {
        IDictionary table = wrapped is Hashtable ? new Hashtable() : new OrderedDictionary();
        foreach (DictionaryEntry entry in wrapped)
        {
            table[entry.Key] = Inner(entry.Value);
        }

        return table;
    }

    // What [pscustomobject]@{ } makes is meant as the table it was made of.
    private static OrderedDictionary Table(PSObject made)
    {
        OrderedDictionary table = [];
        foreach (PSPropertyInfo property in made.Properties)
        {
            table[property.Name] = Inner(property.Value);
        }

        return table;
    }
}
