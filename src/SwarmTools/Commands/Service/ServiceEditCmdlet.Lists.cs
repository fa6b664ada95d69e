using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>Parts of what runs, and of what it uses.</content>
public abstract partial class ServiceEditCmdlet
{
    /// <summary>Environment variables to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? AddEnvironment { get; set; }

    /// <summary>Names of environment variables to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveEnvironment { get; set; }

    /// <summary>Labels of the service to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? AddLabel { get; set; }

    /// <summary>Keys of labels of the service to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public string[]? RemoveLabel { get; set; }

    /// <summary>Labels of the containers to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? AddContainerLabel { get; set; }

    /// <summary>Keys of labels of the containers to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveContainerLabel { get; set; }

    /// <summary>Options of the log driver to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? AddLogOption { get; set; }

    /// <summary>Keys of options of the log driver to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveLogOption { get; set; }

    /// <summary>Settings of the kernel to add or change: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? AddSysctl { get; set; }

    /// <summary>Names of settings of the kernel to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveSysctl { get; set; }

    /// <summary>Limits of the kernel to add or change: hashtables or NAME=SOFT[:HARD].</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object[]? AddUlimit { get; set; }

    /// <summary>Names of limits of the kernel to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveUlimit { get; set; }

    /// <summary>Groups of the user to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AddGroup { get; set; }

    /// <summary>Groups of the user to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveGroup { get; set; }

    /// <summary>Resources to reserve: hashtables or KIND=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    public object[]? AddGenericResource { get; set; }

    /// <summary>Kinds of resources that are reserved no longer, or KIND=NAME.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveGenericResource { get; set; }

    /// <summary>Capabilities of Linux that are neither given nor taken any longer.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveCapability { get; set; }

    private void AddLists(SpecEdits edits)
    {
        edits.Remove(ServiceOptions.Environment, "-RemoveEnvironment", RemoveEnvironment);
        edits.Put(ServiceOptions.Environment, "-AddEnvironment", AddedVariables());
        edits.Remove(ServiceOptions.Labels, "-RemoveLabel", RemoveLabel);
        edits.Put(ServiceOptions.Labels, "-AddLabel", Pairs("-AddLabel", AddLabel));
        edits.Remove(ServiceOptions.ContainerLabels, "-RemoveContainerLabel", RemoveContainerLabel);
        edits.Put(ServiceOptions.ContainerLabels, "-AddContainerLabel", Pairs("-AddContainerLabel", AddContainerLabel));
        edits.Remove(ServiceOptions.LogOptions, "-RemoveLogOption", RemoveLogOption);
        edits.Put(ServiceOptions.LogOptions, "-AddLogOption", Pairs("-AddLogOption", AddLogOption));
        if (AddLogOption is not null)
        {
            edits.Add(ServiceOptions.RequireLogDriver("-AddLogOption"));
        }

        edits.Remove(ServiceOptions.Sysctls, "-RemoveSysctl", RemoveSysctl);
        edits.Put(ServiceOptions.Sysctls, "-AddSysctl", Pairs("-AddSysctl", AddSysctl));
        edits.Remove(ServiceOptions.Ulimits, "-RemoveUlimit", RemoveUlimit);
        edits.Put(ServiceOptions.Ulimits, "-AddUlimit", Limits("-AddUlimit", AddUlimit));
        edits.Remove(ServiceOptions.Groups, "-RemoveGroup", RemoveGroup);
        edits.Put(ServiceOptions.Groups, "-AddGroup", AddGroup);
        edits.Remove(ServiceOptions.GenericResources, "-RemoveGenericResource", RemoveGenericResource);
        edits.Put(ServiceOptions.GenericResources, "-AddGenericResource", ReadMany("-AddGenericResource", AddGenericResource, Syntax.GenericResource.Parse));
        if (RemoveCapability is not null)
        {
            edits.Add(CapabilityEdits.Reset("-RemoveCapability", Read("-RemoveCapability", RemoveCapability, name => CapabilitySyntax.Parse((string)name))!));
        }

        AddReach(edits);
    }

    private IEnumerable<string>? AddedVariables() => AddEnvironment is null
        ? null
        : PairSyntax.ParseVariables(AddEnvironment, "-AddEnvironment").Select(variable => $"{variable.Key}={variable.Value}");
}
