using System;
using SwarmTools.Engine;

namespace SwarmTools.Infrastructure;

/// <summary>A connection with its open engine.</summary>
internal sealed class LiveConnection(SwarmConnection connection, ISwarmEngine engine) : IDisposable
{
    public SwarmConnection Connection { get; set; } = connection;

    public ISwarmEngine Engine => engine;

    /// <summary>Whether the user was told what is not safe about it.</summary>
    public bool IsWarnedOf { get; set; }

    /// <summary>What a confirmation calls the swarm.</summary>
    public string SwarmName => $"the swarm at '{Connection.Name}'";

    public void Dispose() => engine.Dispose();
}
