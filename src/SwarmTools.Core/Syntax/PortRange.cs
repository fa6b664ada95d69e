using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Ports that follow each other. Each is made when it is asked for: <c>1-65535</c> is short to write.</summary>
/// <param name="count">How many there are.</param>
internal sealed class PortRange(int count) : IReadOnlyList<SwarmPort>
{
    /// <summary>The first port in the container.</summary>
    public int Target { get; init; }

    /// <summary>Whether all lead to the first one.</summary>
    public bool IsOneTarget { get; init; }

    /// <summary>The first published port; 0 where the swarm chooses.</summary>
    public int Published { get; init; }

    public SwarmPortProtocol Protocol { get; init; }

    public SwarmPublishMode PublishMode { get; init; }

    public int Count => count;

    public SwarmPort this[int index] => new()
    {
        TargetPort = IsOneTarget ? Target : Target + index,
        PublishedPort = Published > 0 ? Published + index : 0,
        Protocol = Protocol,
        PublishMode = PublishMode,
    };

    public IEnumerator<SwarmPort> GetEnumerator() => Enumerable.Range(0, count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
