using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Looks at a swarm once, for all that a backup is made of or is put back into. Nothing is written.</summary>
internal sealed class SeenSwarmReader(ISwarmApi swarm, INodeApi nodes, ISecretApi secrets, RunningSwarmReader running, StackObserver observer, Patience patience)
{
    /// <summary>How often a swarm is read that others change meanwhile.</summary>
    private const int Attempts = 3;

    /// <summary>Sees a swarm that is to be backed up.</summary>
    /// <param name="api">The API of its engine.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<SeenSwarm> ForBackupAsync(Version api, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            RunningSwarm now = await patience.AskAsync(running.ReadAsync, stop).ConfigureAwait(false);
            SeenSwarm seen = await WithClusterAsync(now.Observed, api, stop).ConfigureAwait(false);
            BackupNames names = new(seen.Observed);

            // What a service names may have been made after the others were listed.
            if (attempt == Attempts || seen.Observed.Services.All(service => names.Knows(ServiceSpec.Of(service).Json)))
            {
                return seen;
            }
        }
    }

    /// <summary>Sees a swarm that a backup is to be put into.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="given">The secrets for which values are given, and the values.</param>
    /// <param name="api">The API of the engine.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<SeenSwarm> ForRestoreAsync(Backup backup, IReadOnlyList<(string Name, Func<SecretPayload> Value)> given, Version api, CancellationToken stop)
    {
        ObservedStack observed = await patience.AskAsync(late => observer.SeeAsync([.. backup.Services.SelectMany(NetworksOf)], late), stop).ConfigureAwait(false);
        List<string> others = [];
        foreach ((string name, Func<SecretPayload> value) in given)
        {
            if (observed.Secrets.FirstOrDefault(secret => secret.Name == name) is { Driver.Length: 0 } there)
            {
                using SecretPayload payload = value();
                if (!await patience.AskAsync(late => secrets.HasValueAsync(there, payload, late), stop).ConfigureAwait(false))
                {
                    others.Add(name);
                }
            }
        }

        return await WithClusterAsync(observed, api, stop).ConfigureAwait(false) with { OtherValues = others, ComparedValues = [.. given.Select(secret => secret.Name)] };
    }

    private async Task<SeenSwarm> WithClusterAsync(ObservedStack observed, Version api, CancellationToken stop)
    {
        Task<Swarm> itself = patience.AskAsync(swarm.InspectSwarmAsync, stop);
        Task<IReadOnlyList<SwarmNode>> all = patience.AskAsync(nodes.ListNodesAsync, stop);
        await Task.WhenAll(itself, all).ConfigureAwait(false);
        return new() { Swarm = await itself.ConfigureAwait(false), Nodes = await all.ConfigureAwait(false), Observed = observed, Api = api };
    }

    private static IEnumerable<string> NetworksOf(JsonObject spec) => (ServiceOptions.Networks.Read(spec) as JsonArray ?? []).OfType<JsonObject>().Select(use => (string?)use["Target"] ?? "");
}
