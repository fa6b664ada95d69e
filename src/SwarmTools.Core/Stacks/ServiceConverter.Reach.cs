using System;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <content>Networks and ports.</content>
internal sealed partial class ServiceConverter
{
    // Networks of one node, on which services have no names.
    private static readonly string[] s_withoutNames = ["host", "none", "bridge", "default"];

    private void AddReach(SpecEdits edits, ComposeMapping service, ComposeMapping deploy, string key, string path)
    {
        ComposeMapping given = service.Below("networks");
        edits.Replace(ServiceOptions.Networks, path + ".networks", StackConverter.NetworksOf(service)
            .Select(network => Use(references.Network(network), given.Below(network), key))
            .OrderBy(use => use.Id, StringComparer.Ordinal));
        edits.Set(ServiceOptions.EndpointMode, path + ".deploy.endpoint_mode", deploy.Text("endpoint_mode") == "dnsrr" ? SwarmEndpointMode.Dnsrr : SwarmEndpointMode.Vip);
        edits.Replace(ServiceOptions.Ports, path + ".ports", service.Items("ports").OfType<ComposeMapping>().Select(Port).OrderBy(port => port.PublishedPort));
    }

    // The target is the name; it becomes an id when it is sent.
    private static NetworkUse Use(string name, ComposeMapping given, string service) => new()
    {
        Id = name,
        Aliases = [.. given.Texts("aliases"), .. s_withoutNames.Contains(name, StringComparer.Ordinal) ? Array.Empty<string>() : [service]],
        DriverOptions = given.Pairs("driver_opts"),
    };

    private static SwarmPort Port(ComposeMapping port) => new()
    {
        Name = port.Text("name"),
        TargetPort = port.Small("target") ?? 0,
        PublishedPort = port.Small("published") ?? 0,
        Protocol = port.Text("protocol") is { Length: > 0 } protocol ? EnumText.Parse<SwarmPortProtocol>(protocol) : SwarmPortProtocol.Tcp,
        PublishMode = port.Text("mode") == "host" ? SwarmPublishMode.Host : SwarmPublishMode.Ingress,
    };
}
