using System;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Tests of cmdlets over a fake engine, connected.</summary>
public abstract class CmdletTests : IAsyncLifetime
{
    private FakeEngine? _engine;
    private ModuleSession? _session;

    protected FakeEngine Engine => _engine!;

    protected ModuleSession Session => _session!;

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _engine.Answer("GET", "/configs", "[]"); // No history.
        _session = new();
        Session.Run("param($uri) Connect-Swarm $uri", Engine.HostUri);
    }

    public async ValueTask DisposeAsync()
    {
        _session?.Dispose();
        await Engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected ScriptResult Run(string script, params object?[] arguments) => Session.Run(script, arguments);
}
