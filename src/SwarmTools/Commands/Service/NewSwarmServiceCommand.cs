using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Makes services and waits until they have converged.</summary>
[Cmdlet(VerbsCommon.New, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class NewSwarmServiceCommand : ServiceOptionsCmdlet
{
    private ServiceChange _change = new();

    /// <summary>The name: up to 63 letters, digits, '-' and '_'. Several make several equal services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ReferenceTo]
    [ValidateNotNullOrEmpty]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The image, such as nginx:1.27. It is pinned to the digest that its registry has now.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string Image { get; set; } = "";

    /// <summary>Replicated runs a number of tasks, Global one on each node; the jobs run to their end. The default is Replicated; it can never change.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmServiceMode.Replicated), nameof(SwarmServiceMode.Global), nameof(SwarmServiceMode.ReplicatedJob), nameof(SwarmServiceMode.GlobalJob))]
    [Word(typeof(SwarmServiceMode))]
    public SwarmServiceMode Mode { get; set; } = SwarmServiceMode.Replicated;

    /// <summary>Makes a service although the addresses of its networks do not suffice.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool GuardsAddresses => !Force;

    private protected override void Begin() => _change = Gather(ReadOne("-Image", Image, text => ImageName.Require((string)text))!);

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        string service = ReadOne("-Name", name.Name, text => ObjectNames.Service((string)text))!;
        ServiceTemplate.Make(service, Mode, _change.Edits.All); // What contradicts itself is refused before anything is asked.
        LiveConnection live = Live;
        _change.Edits.RequireApi(live.Connection.ApiVersion);
        (ImageResolver images, RegistryAccess registries) = RegistriesOf(live);
        if (ShouldProcess($"service '{service}' in {live.SwarmName}", $"Create from image '{_change.Image}'"))
        {
            ServiceCreator creator = new(live.Engine, new(live.Engine, live.Engine, live.Engine), images, registries);
            List<string> warnings = [];
            string id = Await(stop => creator.CreateAsync(service, Mode, _change, (spec, read) => RequireAddressesAsync(null, spec, live, read), warnings.Add, stop));
            warnings.ForEach(WriteWarning);
            Remember(live, id);
        }
    });

    private protected override void Finish(SwarmRolloutResult result, LiveConnection live)
    {
        if (ServiceCreator.IsOfNoUse(result))
        {
            Await(stop => live.Engine.RemoveServiceAsync(result.ServiceId, result.ServiceName, stop));
            ReportFailure(result.With($"{result.Message.TrimEnd('.')}. The service was removed again."));
            return;
        }

        base.Finish(result, live);
    }
}
