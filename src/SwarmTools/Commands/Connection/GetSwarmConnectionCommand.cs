using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Connections;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Lists the open connections of the session, and the one that cmdlets would use, and why.</summary>
/// <remarks>A connection whose engine does not answer is listed all the same, with an error beside it.</remarks>
[Cmdlet(VerbsCommon.Get, "SwarmConnection")]
[OutputType(typeof(SwarmConnection))]
public sealed class GetSwarmConnectionCommand : ConnectedCmdlet
{
    private protected override void Process()
    {
        ConnectionStore store = ConnectionStore.Current;
        foreach (ConnectionSettings settings in Connection is null ? Known(store) : [Connection.Settings])
        {
            SwarmConnection connection = Described(settings, out SwarmException? failure)
                .With(isDefault: settings.PoolKey == store.Default?.Connection.Settings.PoolKey);
            WriteObject(connection);
            if (failure is not null)
            {
                WriteError(ErrorRecords.From(failure, connection));
            }
        }
    }

    private static IEnumerable<ConnectionSettings> Known(ConnectionStore store)
    {
        List<ConnectionSettings> known = [.. store.Open.Select(live => live.Connection.Settings)];
        if (store.Default is null && !store.IsChosenElsewhere)
        {
            ConnectionSettings next = OfEnvironment();
            known.AddRange(known.All(open => open.PoolKey != next.PoolKey) ? [next] : []);
        }

        return known;
    }

    private SwarmConnection Described(ConnectionSettings settings, out SwarmException? failure)
    {
        SwarmConnection known = ConnectionStore.Current.Open.FirstOrDefault(live => live.Connection.Settings.PoolKey == settings.PoolKey)?.Connection ?? SwarmConnection.To(settings);
        try
        {
            failure = null;
            return Describe(Open(settings));
        }
        catch (SwarmException unreachable)
        {
            failure = unreachable;
            return known;
        }
    }
}
