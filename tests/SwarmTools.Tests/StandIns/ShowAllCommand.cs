using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace SwarmTools.Tests;

/// <summary>Writes everything that can be read of objects as one text, as deep as Format-List and ConvertTo-Json would, and deeper.</summary>
[Cmdlet(VerbsCommon.Show, "All")]
public sealed class ShowAllCommand : PSCmdlet
{
    private const int Depth = 5;

    private readonly StringBuilder _text = new();
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord() => Describe(InputObject, Depth);

    protected override void EndProcessing() => WriteObject(_text.ToString());

    private void Describe(object? value, int depth)
    {
        if (value is null || depth == 0)
        {
            return;
        }

        _text.AppendLine(value.ToString());
        PSObject wrapped = PSObject.AsPSObject(value);
        if (!IsOurs(wrapped.BaseObject) || !_seen.Add(wrapped.BaseObject))
        {
            return;
        }

        if (wrapped.BaseObject is IEnumerable items)
        {
            foreach (object? item in items.Cast<object?>().Take(100))
            {
                Describe(item, depth - 1);
            }
        }

        foreach (PSPropertyInfo property in wrapped.Properties)
        {
            Describe(ValueOf(property), depth - 1);
        }
    }

    // What a user can see of us: objects, lists, the trees of Spec, errors with their causes. Not the whole session behind an error.
    private static bool IsOurs(object value) =>
        value is PSCustomObject or System.Exception or ErrorRecord or ErrorDetails
        || (value is IEnumerable and not string)
        || value.GetType().Namespace?.StartsWith("SwarmTools", System.StringComparison.Ordinal) == true;

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            // Some properties of .NET types cannot be read at all.
            return null;
        }
    }
}
