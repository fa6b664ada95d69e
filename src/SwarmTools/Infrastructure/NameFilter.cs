using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>Finds what a reference means in a list: an object, a name, an id, the beginning of an id, or a wildcard.</summary>
/// <remarks>The engine's own filters are prefix matches, so the choice is made here.</remarks>
internal static class NameFilter
{
    /// <summary>The objects meant. A plain name that matches nothing is an error, a wildcard that matches nothing is silence, and finds nothing that SwarmTools keeps for itself.</summary>
    /// <exception cref="SwarmException">The kind's not-found id, <c>NameAmbiguous</c>, <c>WrongKind</c>.</exception>
    public static IReadOnlyList<T> Select<T>(IReadOnlyList<T> all, SwarmReference wanted, ObjectKind<T> kind, LiveConnection live)
        where T : SwarmObject
    {
        wanted.RequireUsable();
        if (wanted.IsWildcard)
        {
            IReadOnlyList<T> shown = all.Any(item => item.IsHidden) ? [.. all.Where(item => !item.IsHidden)] : all;
            if (wanted.Name == "*")
            {
                return shown;
            }

            WildcardPattern pattern = NamePattern.Of(wanted.Name);
            return [.. shown.Where(item => pattern.IsMatch(item.Name))];
        }

        return Exact(all, wanted, kind) ?? throw new SwarmException(
            kind.NotFound, $"The {kind.Holder} at '{live.Connection.Name}' has no {kind.Noun} '{wanted}'. Get-Swarm{char.ToUpperInvariant(kind.Noun[0])}{kind.Noun.Substring(1)} lists what it has.");
    }

    private static IReadOnlyList<T>? Exact<T>(IReadOnlyList<T> all, SwarmReference wanted, ObjectKind<T> kind)
        where T : SwarmObject
    {
        if (wanted.Id.Length > 0)
        {
            return all.FirstOrDefault(item => item.Id == wanted.Id) is { } same ? [same] : null;
        }

        IReadOnlyList<T> found = [.. all.Where(item => item.Name == wanted.Name)];
        found = found.Count > 0 ? found : [.. all.Where(item => item.Id == wanted.Name)];
        found = found.Count > 0 ? found : [.. all.Where(item => item.Name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 0 && kind.HasShortIds && wanted.Name.Length >= SwarmObject.ShortestId)
        {
            found = [.. all.Where(item => item.Id.StartsWith(wanted.Name, StringComparison.Ordinal))];
        }

        return found.Count switch
        {
            0 => null,
            1 => found,
            _ => throw new SwarmException(
                ErrorId.NameAmbiguous,
                $"'{wanted}' can mean {string.Join(", ", found.Select(item => $"'{item.Name}' ({item.Id})"))}. Use the id."),
        };
    }
}
