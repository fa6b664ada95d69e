using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Specs;

namespace SwarmTools.Completion;

/// <summary>Completes mounts: <c>type=volume,source=data,target=/data</c>.</summary>
internal sealed class MountCompleter() : OptionCompleter(
    new("type", "what is mounted; a volume where nothing is said") { Values = ["volume", "bind", "tmpfs", "npipe", "cluster"] },
    new("source", "the name of the volume, or a path on the nodes") { Aliases = ["src"] },
    new("target", "the path in the container") { Aliases = ["dst", "destination"] },
    new("readonly", "the container cannot write") { Aliases = ["ro"], IsFlag = true, Values = s_flags },
    new("consistency", "kept by engines, without an effect on Linux") { Values = ["default", "consistent", "cached", "delegated"] },
    new("bind-propagation", "how mounts spread below it") { Type = "bind", Values = ["private", "rprivate", "shared", "rshared", "slave", "rslave"] },
    new("bind-recursive", "whether mounts below it come along") { Type = "bind", Values = ["enabled", "disabled"] },
    new("volume-driver", "the driver that makes it") { Type = "volume", Values = ["local"] },
    new("volume-label", "a label of the volume, KEY=VALUE") { Type = "volume", IsRepeated = true },
    new("volume-nocopy", "what the image has there is not copied into it") { Type = "volume", IsFlag = true, Values = s_flags },
    new("volume-opt", "an option of the driver, KEY=VALUE") { Type = "volume", IsRepeated = true },
    new("volume-subpath", "a folder of the volume, from API 1.45 on") { Type = "volume" },
    new("tmpfs-mode", "its permissions, such as 1777") { Type = "tmpfs", Values = ["1777", "0755", "0700"] },
    new("tmpfs-size", "its largest size, such as 64m") { Type = "tmpfs" },
    new("tmpfs-opt", "an option of tmpfs") { Type = "tmpfs", IsRepeated = true })
{
    private static readonly string[] s_flags = ["true", "false"];

    private protected override IEnumerable<CompletionItem> ValuesOf(CompletionRequest request, OptionKey key, IReadOnlyList<string> before) =>
        key.Name == "source" && (Said(before, "type") ?? "volume") is "volume" or "cluster" ? Ask(request, VolumesAsync) : base.ValuesOf(request, key, before);

    // The volumes of the node that answers, and those that services use on others.
    private static async Task<IReadOnlyList<CompletionItem>> VolumesAsync(ISwarmEngine engine, CancellationToken stop)
    {
        IReadOnlyList<SwarmVolume> volumes = await ObjectKinds.Volume.ListAsync(engine, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> services = await engine.ListServicesAsync(stop).ConfigureAwait(false);
        return
        [
            .. volumes.Select(volume => new CompletionItem(volume.Name, About.Of(volume))),
            .. services.SelectMany(service => VolumeNames.In(ServiceSpec.Of(service).Json).Select(name => new CompletionItem(name, $"used by {service.Name}"))),
        ];
    }
}
