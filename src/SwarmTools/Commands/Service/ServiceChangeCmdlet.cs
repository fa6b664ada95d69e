using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that makes or changes services and waits until they have converged.</summary>
public abstract class ServiceChangeCmdlet : RolloutCmdlet
{
    private readonly HashSet<(LiveConnection, string)> _seen = [];
    private readonly HashSet<SwarmService> _untouched = [];
    private readonly List<SwarmService> _changed = [];

    private protected ServiceChangeCmdlet()
    {
    }

    /// <summary>Returns at once instead of waiting for the tasks.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>What was made or changed, and is still to be waited for.</summary>
    private protected IReadOnlyList<SwarmService> Changed => _changed;

    /// <summary>Whether a change is refused for which the addresses of networks do not suffice.</summary>
    private protected virtual bool GuardsAddresses => false;

    private protected override bool IsAfterChange(SwarmService service) => !_untouched.Contains(service);

    private protected override void BreakOff()
    {
        if (_changed.Count > 0)
        {
            WriteWarning($"Before that {string.Join(", ", _changed.Select(service => $"'{service.Name}'"))} {(_changed.Count == 1 ? "was" : "were")} made or changed, and not waited for. See Wait-SwarmService.");
        }
    }

    private protected override void End()
    {
        if (NoWait)
        {
            WriteObject(_changed, enumerateCollection: true);
            return;
        }

        AwaitEach(_changed);
    }

    /// <summary>Changes what references mean, each service once: a name and a wildcard may both mean it.</summary>
    /// <param name="references">The services.</param>
    /// <param name="action">What a confirmation calls the change.</param>
    /// <param name="edits">The edits for services of a connection; asked for before the confirmation.</param>
    private protected void Change(IEnumerable<SwarmReference> references, string action, Func<LiveConnection, SpecEdits> edits) =>
        Change(references, action, edits, (service, live, stop) => Task.FromResult<(IReadOnlyList<SpecEdit>, RegistryLogin?)>((edits(live).All, null)));

    /// <summary>Changes what references mean, with edits that need answers of the swarm or a registry.</summary>
    private protected void Change(
        IEnumerable<SwarmReference> references,
        string action,
        Func<LiveConnection, SpecEdits> known,
        Func<SwarmService, LiveConnection, CancellationToken, Task<(IReadOnlyList<SpecEdit> Edits, RegistryLogin? Login)>> decide) =>
        Change(references, action, known, async (updater, service, live, stop) =>
        {
            (IReadOnlyList<SpecEdit> edits, RegistryLogin? login) = await decide(service, live, stop).ConfigureAwait(false);
            JsonObject spec = ServiceSpec.Of(service).Json;
            await RequireAddressesAsync(spec, SpecEdit.Applied(edits, spec), live, stop).ConfigureAwait(false);
            return await updater.EditAsync(service.Id, edits, login, Timeout, stop).ConfigureAwait(false);
        });

    /// <summary>Changes what references mean, in any way.</summary>
    private protected void Change(
        IEnumerable<SwarmReference> references,
        string action,
        Func<LiveConnection, SpecEdits> known,
        Func<ServiceUpdater, SwarmService, LiveConnection, CancellationToken, Task<ServiceUpdate>> change) =>
        ForEachService(references, action, known, (service, live) => Change(service, live, change));

    /// <summary>Works on what references mean, each service once, after it was confirmed.</summary>
    private protected void ForEachService(
        IEnumerable<SwarmReference> references, string action, Func<LiveConnection, SpecEdits> known, Action<SwarmService, LiveConnection> work) =>
        ForEachTarget(references, reference => ForEachTarget(Find(reference), service =>
        {
            LiveConnection live = LiveOf(SwarmReference.To(service));
            if (!_seen.Add((live, service.Id)))
            {
                return;
            }

            known(live).RequireApi(live.Connection.ApiVersion);
            if (ShouldProcess($"service '{service.Name}' in {live.SwarmName}", action))
            {
                work(service, live);
            }
        }));

    /// <summary>Refuses a spec for which the addresses of networks do not suffice.</summary>
    private protected Task RequireAddressesAsync(JsonObject? before, JsonObject after, LiveConnection live, CancellationToken stop) =>
        GuardsAddresses ? new ServiceOperations(live.Engine).Addresses.RequireAsync(before, after, stop) : Task.CompletedTask;

    /// <summary>Remembers a service that was made or started, to be waited for.</summary>
    private protected void Remember(LiveConnection live, string id) => _changed.Add(Read(live, id));

    /// <summary>What became of a service: whether it is reported as made or changed.</summary>
    private protected virtual void Finish(SwarmRolloutResult result, LiveConnection live)
    {
        if (result.Outcome == SwarmRolloutOutcome.Converged)
        {
            if (result.IsUntaken)
            {
                WriteWarning($"{result.ServiceName}: {result.Message}");
            }

            Report(result, live);
            return;
        }

        ReportFailure(result.With($"{result.Message.TrimEnd('.')}. It is left as it is: see Get-SwarmTask {result.ServiceName} -History."));
    }

    /// <summary>Writes what went well.</summary>
    private protected virtual void Report(SwarmRolloutResult result, LiveConnection live) => WriteObject(Read(live, result.ServiceId));

    private void Change(SwarmService service, LiveConnection live, Func<ServiceUpdater, SwarmService, LiveConnection, CancellationToken, Task<ServiceUpdate>> change)
    {
        ServiceUpdate update = Await(stop => change(new ServiceOperations(live.Engine).Updater, service, live, stop));
        foreach (string warning in update.Warnings)
        {
            WriteWarning(warning);
        }

        WriteVerbose(update.IsChanged ? $"{service.Name}: changed." : $"{service.Name}: all is as asked already; nothing was sent.");
        SwarmService now = Read(live, service.Id);
        if (!NoWait && update.UndoneIn(now) is { } path)
        {
            throw new SwarmException(
                ErrorId.Conflict, $"The service '{service.Name}' was changed as asked, and then by somebody else ({path}), so what runs is not what was asked for here. See Get-SwarmService and Get-SwarmServiceHistory.");
        }

        _changed.Add(now);
        if (!update.IsChanged)
        {
            _untouched.Add(now);
        }
    }

    /// <summary>Waits for services and writes what became of each.</summary>
    private protected virtual void AwaitEach(IReadOnlyList<SwarmService> services)
    {
        foreach (SwarmRolloutResult result in Watch([.. services]))
        {
            Forget(result);
            ForEachTarget([result.ServiceName], _ => Finish(result, Open(result.Connection!.Settings)));
        }
    }

    /// <summary>Notes that a service was waited for.</summary>
    private protected void Forget(SwarmRolloutResult result) => _changed.RemoveAll(service => service.Id == result.ServiceId && service.Connection == result.Connection);

    /// <summary>Reads a service with the counts of its tasks.</summary>
    private protected SwarmService Read(LiveConnection live, string id) =>
        Attach([Ask(live, (engine, stop) => new ServiceFinder(engine, engine, engine).GetAsync(id, stop))], live)[0];
}
