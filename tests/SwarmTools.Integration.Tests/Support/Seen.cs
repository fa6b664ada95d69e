using System.Management.Automation;

namespace SwarmTools.Integration;

/// <summary>The properties of an object, as a script sees them.</summary>
public sealed class Seen(object value)
{
    private readonly PSObject _object = PSObject.AsPSObject(value);

    public object? this[string property] => _object.Properties[property]?.Value is PSObject wrapped ? wrapped.BaseObject : _object.Properties[property]?.Value;

    /// <summary>A value, such as one of an enumeration, as text.</summary>
    public string Text(string property) => this[property]?.ToString() ?? "";

    /// <summary>A value that must be there.</summary>
    public object Required(string property)
    {
        object? found = this[property];
        Assert.NotNull(found);
        return found;
    }
}
