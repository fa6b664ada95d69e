using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Core.Tests.Fakes;

internal sealed partial class FakeSwarm
{
    /// <summary>Replaces tasks after updates; null where a test does that itself.</summary>
    public FakeOrchestrator? Orchestrator { get; set; }

    /// <summary>Writes all that is kept of a service again, its spec among it: the version counts up.</summary>
    public void Change(string name, Action<JsonObject> change)
    {
        JsonObject document = Document(Find(name));
        change(document);
        document["Version"]!["Index"] = (long)document["Version"]!["Index"]! + 1;
        document["UpdatedAt"] = Clock.UtcNow;
        Becomes(A.Service(document));
    }

    public JsonObject DocumentOf(string name) => Document(Find(name));
}
