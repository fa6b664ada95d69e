using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Completion;

/// <summary>Completes the parts that the services named have, for what changes or removes some of them. Values of variables are not shown: they may be secrets.</summary>
internal sealed class ServicePartCompleter : EngineCompleter
{
    private static readonly Dictionary<string, Func<JsonObject, IEnumerable<string>>> s_parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Environment"] = ServiceOptions.Environment.Keys,
        ["ContainerLabel"] = ServiceOptions.ContainerLabels.Keys,
        ["LogOption"] = ServiceOptions.LogOptions.Keys,
        ["Sysctl"] = ServiceOptions.Sysctls.Keys,
        ["Ulimit"] = ServiceOptions.Ulimits.Keys,
        ["Group"] = ServiceOptions.Groups.Keys,
        ["GenericResource"] = ServiceOptions.GenericResources.Keys,
        ["Capability"] = spec => [.. ServiceOptions.AddedCapabilities.Keys(spec), .. ServiceOptions.DroppedCapabilities.Keys(spec)],
        ["Constraint"] = ServiceOptions.Constraints.Keys,
        ["PlacementPreference"] = spec => ServiceOptions.Preferences.Keys(spec).Select(label => "spread=" + label),
        ["Platform"] = ServiceOptions.Platforms.Keys,
        ["Mount"] = ServiceOptions.Mounts.Keys,
        ["Dns"] = ServiceOptions.Nameservers.Keys,
        ["DnsOption"] = ServiceOptions.DnsOptions.Keys,
        ["DnsSearch"] = ServiceOptions.DnsSearch.Keys,

        // The engine writes the address first, users the name.
        ["ExtraHost"] = spec => ServiceOptions.Hosts.Keys(spec).SelectMany(host => host.Split(' ').Skip(1)),
    };

    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        bool isRemoval = request.Parameter.StartsWith("Remove", StringComparison.OrdinalIgnoreCase);
        string part = request.Parameter.Replace("Remove", "").Replace("Add", "");
        string ending = isRemoval ? "" : "=";
        IReadOnlyList<SwarmService> all = await engine.ListServicesAsync(stop).ConfigureAwait(false);
        List<SwarmService> named = [.. all.Where(request.Names)];

        // A new service has no parts yet: then those of others are what it may want.
        return [.. (named.Count > 0 || isRemoval ? named : all)
            .SelectMany(service => PartsOf(service, part).Select(text => (Text: text, service.Name)))
            .GroupBy(found => found.Text, StringComparer.Ordinal)
            .Select(same => new CompletionItem(same.Key + ending, string.Join(", ", same.Select(found => found.Name).Distinct(StringComparer.Ordinal))))];
    }

    private static IEnumerable<string> PartsOf(SwarmService service, string part) => part switch
    {
        "Secret" => service.Secrets,
        "Config" => service.Configs,
        "Publish" => service.Ports.Select(port => port.ToString()),
        _ => s_parts[part](ServiceSpec.Of(service).Json),
    };
}
