using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Stacks;

/// <summary>The order in which services are begun.</summary>
internal static class ServiceOrder
{
    /// <summary>In the order in which they wait for each other; what waits for nothing as given. A circle was refused before.</summary>
    public static IReadOnlyList<DesiredService> Of(IReadOnlyList<DesiredService> services)
    {
        List<DesiredService> ordered = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        Dictionary<string, DesiredService> byKey = services.ToDictionary(service => service.Key, StringComparer.Ordinal);
        void Add(DesiredService service)
        {
            if (!seen.Add(service.Key))
            {
                return;
            }

            foreach (StackDependency dependency in service.Dependencies)
            {
                if (byKey.TryGetValue(dependency.Service, out DesiredService? other))
                {
                    Add(other);
                }
            }

            ordered.Add(service);
        }

        foreach (DesiredService service in services)
        {
            Add(service);
        }

        return ordered;
    }
}
