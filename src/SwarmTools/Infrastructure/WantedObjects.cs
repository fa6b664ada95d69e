using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>What references mean, also of objects that are made later: what matches a wildcard, or bears a name that was given.</summary>
internal sealed class WantedObjects
{
    private readonly List<WildcardPattern> _patterns = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stacks = new(StringComparer.Ordinal);

    /// <summary>Whether nothing was named that is there.</summary>
    public bool IsEmpty => _patterns.Count + _names.Count + _ids.Count + _stacks.Count == 0;

    /// <summary>Whether all are meant.</summary>
    public bool IsAll { get; private set; }

    /// <param name="wanted">The reference.</param>
    /// <param name="find">Finds what it means now; fails where there is nothing.</param>
    public void Add(SwarmReference wanted, Func<SwarmReference, IReadOnlyList<SwarmObject>> find)
    {
        wanted.RequireUsable();
        if (wanted.Kind == typeof(SwarmStack))
        {
            _stacks.Add(wanted.Id);
            return;
        }

        if (wanted.IsWildcard)
        {
            IsAll |= wanted.Name == "*";
            _patterns.Add(NamePattern.Of(wanted.Name));
            return;
        }

        _ids.UnionWith(find(wanted).Select(item => item.Id));
        if (wanted.Id.Length == 0)
        {
            _names.Add(wanted.Name);
        }
    }

    /// <summary>Whether a service is meant.</summary>
    public bool Has(SwarmService service) => _stacks.Contains(service.StackName) || HasObject(service);

    /// <summary>Whether a node is meant.</summary>
    public bool Has(SwarmNode node) => HasObject(node);

    private bool HasObject(SwarmObject item) => _ids.Contains(item.Id) || _names.Contains(item.Name) || _patterns.Any(pattern => pattern.IsMatch(item.Name));
}
