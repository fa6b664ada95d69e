using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Parameters;
using SwarmTools.Rollouts;
using SwarmTools.Syntax;

namespace SwarmTools.Infrastructure;

/// <summary>
/// A cmdlet that gives secrets or configs another value. Neither can be changed, so each value is a version with a name of its own, such as shop_db-v2,
/// and the services that use one are moved to the newest, each in one rollout. Where one fails, all go back.
/// </summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class RotationCmdlet<T> : ContentCmdlet
    where T : SwarmObject
{
    private protected RotationCmdlet()
    {
    }

    /// <summary>How many versions are kept, the new one among them. The default is 3. A version that a service or a kept revision of a service or stack needs is kept in any case.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int KeepVersion { get; set; } = ContentVersion.DefaultKept;

    /// <summary>How long each service may take at most. The default is 5 minutes. Going back may take as long again, and 5 minutes at least.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    /// <summary>Why, for Get-SwarmServiceHistory.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    /// <summary>Returns the version that has the value in the end, after the results.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The secrets or configs of a swarm.</summary>
    private protected abstract IContentStore<T> StoreOf(ISwarmEngine engine);

    /// <summary>Finds what is to get another value, and asks whether it may. Nothing of the value is sent for that.</summary>
    /// <returns>What was found; null where it may not.</returns>
    private protected ContentConsumers<T>? Confirm(LiveConnection live, string name)
    {
        IContentStore<T> store = StoreOf(live.Engine);
        ContentConsumers<T> found = Await(stop => new ServiceOperations(live.Engine).Rotator(store).FindAsync(name, stop));
        IReadOnlyList<SwarmService> services = Attach(found.ServicesNotOn(null), live);
        string moved = services.Count == 0 ? "" : $", and move {(services.Count == 1 ? "the service" : "the services")} {string.Join(", ", services.Select(service => $"'{service.Name}'"))}";
        return ShouldProcess($"{store.Noun} '{found.Versions.PlainName}' in {live.SwarmName}", "Update" + moved) ? found : null;
    }

    /// <summary>Gives it another value, and writes a result of each service that was moved.</summary>
    private protected void Rotate(LiveConnection live, ContentConsumers<T> found, INewContent<T> content)
    {
        RolloutReport report = new(this);
        List<SwarmRolloutResult> results = [];
        T? version;
        try
        {
            version = Rotated(live, found, content, report, results);
        }
        catch (SwarmException)
        {
            Tell(results, report);
            throw;
        }

        // Now that all is done: what takes the first result only would end the command before it is.
        Tell(results, report);
        if (PassThru && version is not null)
        {
            WriteObject(Attach([version], live), enumerateCollection: true);
        }
    }

    private T? Rotated(LiveConnection live, ContentConsumers<T> found, INewContent<T> content, RolloutReport report, List<SwarmRolloutResult> results)
    {
        RotationOptions options = new() { KeepVersion = KeepVersion, Timeout = Timeout, Reason = Reason, Labels = PairSyntax.Parse(Label, "-Label") };
        ProgressView progress = new(this, found.ServicesNotOn(null));
        T? version = null;
        try
        {
            foreach (object item in Emitted<object>(async (emit, stop) =>
            {
                using ServiceBell bell = new(live.Engine);
                version = await new ServiceOperations(live.Engine, bell).Rotator(StoreOf(live.Engine)).RotateAsync(found, content, options, emit, stop).ConfigureAwait(false);
            }))
            {
                if (item is SwarmRolloutResult result)
                {
                    progress.Show(result);
                    results.Add(result);
                    report.Fail(result);
                }
                else
                {
                    report.Show(item, progress);
                }
            }
        }
        finally
        {
            progress.Complete();
        }

        return version;
    }

    private void Tell(List<SwarmRolloutResult> results, RolloutReport report)
    {
        WriteObject(results, enumerateCollection: true);
        report.Write();
    }
}
