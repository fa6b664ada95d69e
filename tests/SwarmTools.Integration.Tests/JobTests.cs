using System;
using System.Collections;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Jobs that run to their end.</summary>
public sealed class JobTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_job_returns_what_its_tasks_returned_and_wrote_and_is_gone(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("job");

        ScriptResult ran = await stage.DoAsync("param($name) Invoke-SwarmJob $name swarmtools/test:1 -NoResolveImage -Replicas 2 -Argument sh, -c, 'echo done; echo careful >&2'", name);

        Seen job = new(ran.Output.Single());
        Assert.Equal(("Converged", 0L, 2, 2, true), (job.Text("Outcome"), job["ExitCode"], job["Completed"], job["Desired"], job["IsRemoved"]));
        Assert.Equal(["careful", "careful", "done", "done"], ((IEnumerable)job.Required("Log")).Cast<object>().Select(line => new Seen(line).Text("Message")).Order(StringComparer.Ordinal));
        Assert.All(((IEnumerable)job.Required("Tasks")).Cast<object>().Select(task => new Seen(task)), task => Assert.Equal((0L, "Complete"), (task["ExitCode"], task.Text("State"))));
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmService \"$name*\"", name)).Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_job_that_fails_is_an_error_with_exit_code_and_last_words(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("failing");

        ScriptResult failed = await stage.FailAsync("TasksFailing", "param($name) Invoke-SwarmJob $name swarmtools/test:1 -NoResolveImage -Replicas 2 -Argument sh, -c, 'echo no luck; sleep 0.5; exit 7'; $Error[0].Exception.Result.ExitCode", name);

        Assert.Equal("7", failed.Texts[1]);
        Assert.Contains("ends: no luck", failed.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmService \"$name*\"", name)).Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_kept_job_runs_again_by_its_name(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("again");
        await stage.DoAsync("param($name) Invoke-SwarmJob $name swarmtools/test:1 -NoResolveImage -Global -Keep -Argument sh, -c, 'echo run $STEP'", name);

        ScriptResult again = await stage.DoAsync("param($name) Invoke-SwarmJob $name -Environment STEP=two; Get-SwarmService $name | Invoke-SwarmJob", name);

        Assert.Equal(["run two", "run two"], again.Output.SelectMany(job => ((IEnumerable)new Seen(job).Required("Log")).Cast<object>()).Select(line => new Seen(line).Text("Message")));
        Assert.Single((await stage.DoAsync("param($name) Get-SwarmService $name", name)).Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_job_that_runs_is_started_anew_by_force_alone_and_whoever_waited_for_it_is_told(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await using Stage other = await OnAsync(engine);
        string name = stage.Name("long");
        Task<ScriptResult> first = stage.FailAsync("Conflict", "param($name) Invoke-SwarmJob $name swarmtools/test:1 -NoResolveImage -Keep -Argument sh, -c, 'echo ran $STEP; sleep ${STEP:-60}'", name);
        await Stage.UntilAsync(async () => (await other.DoAsync("param($name) if (Get-SwarmService $name -ErrorAction Ignore) { Get-SwarmTask $name }", name)).Output.Any(task => new Seen(task).Text("State") == "Running"), "the job runs");

        await other.FailAsync("JobRunning", "param($name) Invoke-SwarmJob $name", name);
        ScriptResult forced = await other.DoAsync("param($name) Invoke-SwarmJob $name -Force -Environment STEP=0", name);

        Seen job = new(forced.Output.Single());
        Assert.Equal(("Converged", 1, "ran 0"), (job.Text("Outcome"), job["Completed"], new Seen(((IEnumerable)job.Required("Log")).Cast<object>().Single()).Text("Message")));
        Assert.Equal("Superseded", new Seen((await first).Output.Single()).Text("Outcome"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_is_no_job_is_not_run_as_one_and_tasks_are_waited_for(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 2 -NoWait", name);
        await stage.FailAsync("WrongKind", "param($name) Invoke-SwarmJob $name", name);
        await stage.FailAsync("OptionInvalid", "param($name) Invoke-SwarmJob $name", stage.Name("new"));

        await Stage.UntilAsync(async () => (await stage.DoAsync("param($name) Get-SwarmTask $name", name)).Output.Count == 2, "both tasks are made");
        ScriptResult waited = await stage.DoAsync("param($name) Get-SwarmTask $name | Wait-SwarmTask", name);
        Assert.Equal([name + ".1", name + ".2"], waited.Texts.Order(StringComparer.Ordinal));
        await stage.FailAsync("TaskTimedOut", "param($name) Wait-SwarmTask \"$name.1\" Complete -Timeout 1s", name);
        ScriptResult ended = await stage.RunAsync("param($name) $tasks = Get-SwarmTask $name; $null = Stop-SwarmService $name; $tasks | Wait-SwarmTask -State Starting -Timeout 5s", name);
        Assert.All(ended.ErrorIds, id => Assert.Contains(id, new[] { "TaskEnded", "TaskNotFound" }));
    }
}
