using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>Tests on a swarm of one node.</summary>
public abstract class SwarmTests(Labs labs)
{
    protected Labs Labs => labs;

    protected Task<Stage> OnAsync(string engine) => labs.OneNodeAsync(engine);
}
