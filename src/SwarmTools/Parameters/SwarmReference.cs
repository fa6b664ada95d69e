using System;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>What a user passed to name an object: its name, a wildcard, its id, or the object itself.</summary>
public sealed class SwarmReference
{
    private SwarmException? _problem;

    private SwarmReference()
    {
    }

    /// <summary>The name as given; for objects, their name.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The id, when an object was passed; otherwise empty.</summary>
    public string Id { get; private init; } = "";

    /// <summary>The kind of the object passed; null for text.</summary>
    internal Type? Kind { get; private init; }

    /// <summary>The object passed, when it is a live one.</summary>
    internal SwarmObject? Object { get; private init; }

    /// <summary>What was passed, for errors: the text or the object.</summary>
    internal object Given { get; private init; } = "";

    /// <summary>The connection of the object passed; null for text and for copies from other processes.</summary>
    internal SwarmConnection? Connection => Object?.Connection;

    /// <summary>The name of the connection that a copy from another process came from; otherwise empty.</summary>
    internal string ConnectionName { get; private init; } = "";

    internal bool IsWildcard => Id.Length == 0 && WildcardPattern.ContainsWildcardCharacters(Name);

    /// <summary>Refuses what cannot name an object here.</summary>
    /// <exception cref="SwarmException"><c>WrongKind</c>, <c>NameInvalid</c>.</exception>
    internal void RequireUsable()
    {
        if (_problem is not null)
        {
            throw _problem;
        }
    }

    internal static SwarmReference To(string name) => name.Trim().Length > 0
        ? new() { Name = name, Given = name }
        : new() { _problem = new(ErrorId.NameInvalid, "The name is empty. Give a name, a wildcard such as *, or an object.") };

    internal static SwarmReference To(SwarmObject item) => new() { Name = item.Name, Id = item.Id, Kind = item.GetType(), Object = item, Given = item };

    /// <summary>A copy that came from a job or another machine: it has the properties, not the type.</summary>
    internal static SwarmReference ToCopy(Type kind, object copy, string name, string id, string connectionName) =>
        new() { Name = name, Id = id, Kind = kind, ConnectionName = connectionName, Given = copy };

    internal static SwarmReference Refused(object value, string kind, string accepted, string remedy = "") => new()
    {
        Given = value,
        Name = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        _problem = new(ErrorId.WrongKind, $"'{value}' is a {kind}. Accepted are {(accepted.Length == 0 ? "names only" : $"names and {accepted} objects")}.{remedy}"),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
