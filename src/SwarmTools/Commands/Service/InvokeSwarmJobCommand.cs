using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Jobs;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>
/// Runs jobs to their end, and returns exit codes, log lines and durations. A new job is removed afterwards; one that exists is run again, with
/// what is changed in it, and stays. A job that fails gives its result, and an error that carries it.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "SwarmJob", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmJobResult), typeof(SwarmService))]
public sealed class InvokeSwarmJobCommand : ServiceOptionsCmdlet
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SwarmJobResult> _results = [];
    private ServiceChange _change = new();

    /// <summary>Names of new jobs; names, ids or services of jobs that exist.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The image; a new job needs one. It is pinned to the digest that its registry has now.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string? Image { get; set; }

    /// <summary>Runs a new job once on each node, instead of -Replicas times.</summary>
    [Parameter]
    public SwitchParameter Global { get; set; }

    /// <summary>Keeps a new job's service, so that it can be run again by its name.</summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>Runs a job again although its last run has not ended. That run is given up; the default is to refuse.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many of the last log lines of each task are returned. The default is 1000.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Tail { get; set; } = JobRunner.DefaultTail;

    private protected override void Begin() => _change = Gather(ReadOne("-Image", Image, text => ImageName.Require((string)text)) ?? "");

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        LiveConnection live = LiveOf(name);
        if (Existing(name) is { } service)
        {
            RunAgain(service, live);
        }
        else
        {
            RunNew(ReadOne("-Name", name.Name, text => ObjectNames.Service((string)text))!, live);
        }
    });

    private protected override void AwaitEach(IReadOnlyList<SwarmService> services)
    {
        foreach (SwarmRolloutResult watch in SeeThrough([.. services], services.Count, AwaitAsync))
        {
            Forget(watch);
            SwarmJobResult result = Taken(watch.ServiceId);
            WriteObject(result);
            ReportFailure(watch, result);
        }
    }

    private SwarmService? Existing(SwarmReference name)
    {
        try
        {
            IReadOnlyList<SwarmService> found = Find(name);
            if (found.Count != 1)
            {
                throw new SwarmException(ErrorId.OptionInvalid, $"'{name}' names {found.Count} services, and a job is one: give its whole name.");
            }

            SwarmService service = found[0];
            return service.Mode.IsJob() ? service : throw new SwarmException(ErrorId.WrongKind, $"The service '{service.Name}' is no job: it runs without an end. Give the job another name.");
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound) && name.Kind is null)
        {
            return null;
        }
    }

    private void RunNew(string name, LiveConnection live)
    {
        SwarmServiceMode mode = Global ? SwarmServiceMode.GlobalJob : SwarmServiceMode.ReplicatedJob;
        if (Image is null)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"There is no job '{name}', and a new one needs an image: name it with -Image.");
        }

        ServiceChange change = _change with { Edits = new() };
        change.Edits.AddRange(_change.Edits.All);
        // A task that fails has come to its end too, unless it is said to be tried again.
        SwarmRestartCondition usual = RestartMaxAttempts is null ? SwarmRestartCondition.None : SwarmRestartCondition.OnFailure;
        change.Edits.Set(ServiceOptions.RestartCondition, "-RestartCondition", RestartCondition ?? usual);
        ServiceTemplate.Make(name, mode, change.Edits.All); // What contradicts itself is refused before anything is asked.
        change.Edits.RequireApi(live.Connection.ApiVersion);
        (ImageResolver images, RegistryAccess registries) = RegistriesOf(live);
        if (ShouldProcess($"job '{name}' in {live.SwarmName}", $"Run image '{Image}'"))
        {
            List<string> warnings = [];
            string id = Await(stop => new ServiceCreator(live.Engine, new(live.Engine, live.Engine, live.Engine), images, registries).CreateAsync(name, mode, change, (_, _) => Task.CompletedTask, warnings.Add, stop));
            warnings.ForEach(WriteWarning);
            _made.Add(id);
            Remember(live, id);
        }
    }

    private void RunAgain(SwarmService job, LiveConnection live)
    {
        (ImageResolver images, RegistryAccess registries) = RegistriesOf(live);
        ServiceChange change = _change with { Edits = new() };
        change.Edits.AddRange([.. _change.Edits.All, ServiceOptions.ForceUpdate("-Name")]);
        ServiceChangeResolver resolver = new(change, new(live.Engine, live.Engine, live.Engine), images, registries);
        List<string> warnings = [];
        Change([SwarmReference.To(job)], "Run again", _ => change.Edits, async (updater, service, live, stop) =>
        {
            JobRunner runner = new ServiceOperations(live.Engine).JobRunner;
            (IReadOnlyList<SpecEdit> edits, RegistryLogin? login) = await resolver.ResolveAsync(service, warnings.Add, stop).ConfigureAwait(false);
            // Before each attempt: somebody may have started it a moment ago.
            return await updater.EditAsync(service.Id, edits, login, (read, wish) => ReadyAsync(runner, read, wish, stop), Timeout, stop).ConfigureAwait(false);
        });
        warnings.ForEach(WriteWarning);
    }

    private async Task<JsonObject> ReadyAsync(JobRunner runner, ServiceSpec job, JsonObject wish, CancellationToken stop)
    {
        if (!Force)
        {
            await runner.RequireEndedAsync(job.Id, stop).ConfigureAwait(false);
        }

        return wish;
    }

    private async Task<SwarmRolloutResult> AwaitAsync(ServiceOperations operations, SwarmService service, Action<object> emit, CancellationToken stop)
    {
        bool remove = !Keep && _made.Contains(service.Id);
        (SwarmJobResult job, SwarmRolloutResult watch) = await operations.JobRunner.AwaitAsync(service, Timeout, Tail, remove, emit, stop).ConfigureAwait(false);
        lock (_results)
        {
            _results[service.Id] = job;
        }

        return watch;
    }

    private SwarmJobResult Taken(string id)
    {
        lock (_results)
        {
            return _results[id];
        }
    }
}
