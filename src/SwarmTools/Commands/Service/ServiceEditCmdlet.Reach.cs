using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>Parts of where it runs, how it is reached and what it reads.</content>
public abstract partial class ServiceEditCmdlet
{
    /// <summary>Placement constraints to add, such as node.role==worker.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConstraintCompleter))]
    public string[]? AddConstraint { get; set; }

    /// <summary>Placement constraints to remove, written as they are; white space does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveConstraint { get; set; }

    /// <summary>Placement preferences to add at the end, such as spread=node.labels.zone.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PreferenceCompleter))]
    public string[]? AddPlacementPreference { get; set; }

    /// <summary>Placement preferences to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemovePlacementPreference { get; set; }

    /// <summary>Platforms to add, such as linux/arm64.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? AddPlatform { get; set; }

    /// <summary>Platforms to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemovePlatform { get; set; }

    /// <summary>Networks to join: as for -Network.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkUseCompleter))]
    public object[]? AddNetwork { get; set; }

    /// <summary>Networks to leave: names or objects.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    public object[]? RemoveNetwork { get; set; }

    /// <summary>Secrets to read: as for -Secret. One with the target of another takes its place.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretFileCompleter))]
    public object[]? AddSecret { get; set; }

    /// <summary>Secrets that are read no longer: names or objects.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemoveSecret { get; set; }

    /// <summary>Configs to read: as for -Config. One with the target of another takes its place.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigFileCompleter))]
    public object[]? AddConfig { get; set; }

    /// <summary>Configs that are read no longer: names or objects.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemoveConfig { get; set; }

    /// <summary>Mounts to add: as for -Mount. One with the target of another takes its place.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MountCompleter))]
    public object[]? AddMount { get; set; }

    /// <summary>Targets of mounts to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveMount { get; set; }

    /// <summary>Ports to publish: as for -Publish. One with the published port of another takes its place.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PortCompleter))]
    public object[]? AddPublish { get; set; }

    /// <summary>Ports that are published no longer: 80 or 80/udp inside the container, 8080:80 for one published port of it, target=80,mode=host for those of one mode, or objects.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemovePublish { get; set; }

    /// <summary>Name servers to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public System.Net.IPAddress[]? AddDns { get; set; }

    /// <summary>Name servers to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public System.Net.IPAddress[]? RemoveDns { get; set; }

    /// <summary>Options of the resolver to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AddDnsOption { get; set; }

    /// <summary>Options of the resolver to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveDnsOption { get; set; }

    /// <summary>Domains that the resolver searches, to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AddDnsSearch { get; set; }

    /// <summary>Domains that the resolver searches, to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveDnsSearch { get; set; }

    /// <summary>Names that the containers know, to add: as for -ExtraHost.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    public object[]? AddExtraHost { get; set; }

    /// <summary>Names that the containers know, to remove: HOST or HOST:IP.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveExtraHost { get; set; }

    private void AddReach(SpecEdits edits)
    {
        edits.Remove(ServiceOptions.Constraints, "-RemoveConstraint", Read("-RemoveConstraint", RemoveConstraint, text => ConstraintSyntax.ParseForRemoval((string)text)));
        edits.Put(ServiceOptions.Constraints, "-AddConstraint", Read("-AddConstraint", AddConstraint, text => ConstraintSyntax.Parse((string)text)));
        edits.Remove(
            ServiceOptions.Preferences, "-RemovePlacementPreference", Read("-RemovePlacementPreference", RemovePlacementPreference, text => PreferenceSyntax.Parse((string)text)));
        edits.Put(
            ServiceOptions.Preferences, "-AddPlacementPreference", Read("-AddPlacementPreference", AddPlacementPreference, text => PreferenceSyntax.Parse((string)text)));
        edits.Remove(ServiceOptions.Platforms, "-RemovePlatform", Read("-RemovePlatform", RemovePlatform, text => Syntax.Platform.Parse((string)text).ToString()));
        edits.Put(ServiceOptions.Platforms, "-AddPlatform", Read("-AddPlatform", AddPlatform, text => Syntax.Platform.Parse((string)text)));
        edits.Remove(ServiceOptions.Mounts, "-RemoveMount", RemoveMount);
        edits.Put(ServiceOptions.Mounts, "-AddMount", Read("-AddMount", CommaList.Join(AddMount, MountSyntax.Flags), MountSyntax.Parse));
        edits.RemoveWhere(ServiceOptions.Ports, "-RemovePublish", ReadMany("-RemovePublish", CommaList.Join(RemovePublish), PortSyntax.ParseForRemoval)?.Select(PortSpec.Meaning));
        edits.Put(ServiceOptions.Ports, "-AddPublish", ReadMany("-AddPublish", CommaList.Join(AddPublish), PortSyntax.Parse));
        edits.Remove(ServiceOptions.Nameservers, "-RemoveDns", RemoveDns?.Select(address => address.ToString()));
        edits.Put(ServiceOptions.Nameservers, "-AddDns", AddDns?.Select(address => address.ToString()));
        edits.Remove(ServiceOptions.DnsOptions, "-RemoveDnsOption", RemoveDnsOption);
        edits.Put(ServiceOptions.DnsOptions, "-AddDnsOption", AddDnsOption);
        edits.Remove(ServiceOptions.DnsSearch, "-RemoveDnsSearch", RemoveDnsSearch);
        edits.Put(ServiceOptions.DnsSearch, "-AddDnsSearch", AddDnsSearch);
        edits.Remove(ServiceOptions.Hosts, "-RemoveExtraHost", RemoveExtraHost?.Select(HostSyntax.ParseForRemoval));
        edits.Put(ServiceOptions.Hosts, "-AddExtraHost", ReadMany("-AddExtraHost", AddExtraHost, HostSyntax.Parse));
    }
}
