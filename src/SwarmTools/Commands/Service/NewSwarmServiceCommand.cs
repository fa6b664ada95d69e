using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Makes services and waits until they have converged.</summary>
[Cmdlet(VerbsCommon.New, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class NewSwarmServiceCommand : ServiceDefinitionCmdlet
{
    private readonly List<SwarmService> _made = [];

    /// <summary>The name: up to 63 letters, digits, '-' and '_'. Several make several equal services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ReferenceTo]
    [ValidateNotNullOrEmpty]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The image, such as nginx:1.27. It is pinned to the digest that its registry has now.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Image { get; set; } = "";

    /// <summary>Sends the image as written, without asking the registry for its digest.</summary>
    [Parameter]
    public SwitchParameter NoResolveImage { get; set; }

    /// <summary>Returns at once instead of waiting for the tasks.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        ServiceDefinition definition = Definition(name.Name, Image, NoResolveImage);
        LiveConnection live = Live;
        if (ShouldProcess($"service '{definition.Name}' in {live.SwarmName}", $"Create from image '{definition.Image}'"))
        {
            _made.Add(Create(live, definition));
        }
    });

    private protected override void End()
    {
        if (NoWait)
        {
            WriteObject(_made, enumerateCollection: true);
            return;
        }

        foreach (SwarmRolloutResult result in Watch(_made))
        {
            ForEachTarget([result.ServiceName], _ => Finish(result));
        }
    }

    private void Finish(SwarmRolloutResult result)
    {
        if (result.Outcome == SwarmRolloutOutcome.Converged)
        {
            WriteObject(Read(Live, result.ServiceId));
            return;
        }

        string rest = TakeBack(result) ? "The service was removed again." : $"It is left as it is: see Get-SwarmTask {result.ServiceName} -History.";
        ReportFailure(result.With($"{result.Message.TrimEnd('.')}. {rest}"));
    }

    private SwarmService Create(LiveConnection live, ServiceDefinition definition)
    {
        ISwarmEngine engine = live.Engine;
        ServiceCreator creator = new(engine, new ReferenceResolver(engine, engine, engine), new ImageResolver(engine));
        List<string> warnings = [];
        string id = Await(stop => creator.CreateAsync(definition, warnings.Add, stop));
        warnings.ForEach(WriteWarning);
        return Read(live, id);
    }

    // A service whose image exists nowhere was never of use: nothing of it is left behind.
    private bool TakeBack(SwarmRolloutResult result)
    {
        if (result.Outcome != SwarmRolloutOutcome.ImageNotFound)
        {
            return false;
        }

        Await(stop => Live.Engine.RemoveServiceAsync(result.ServiceId, result.ServiceName, stop));
        return true;
    }

    private SwarmService Read(LiveConnection live, string id) =>
        Attach([Ask(live, (engine, stop) => engine.GetServiceWithCountsAsync(id, stop))], live)[0];
}
