using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>What it may do.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>The user that the command runs as: NAME or UID, with :GROUP or :GID.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? User { get; set; }

    /// <summary>Further groups of that user.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    public string[]? Group { get; set; }

    /// <summary>Capabilities of Linux to give, such as NET_ADMIN; ALL for all. What was dropped before no longer is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? AddCapability { get; set; }

    /// <summary>Capabilities of Linux to take away, such as MKNOD; ALL for all. What was added before no longer is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? DropCapability { get; set; }

    /// <summary>Keeps processes from gaining privileges, by setuid programs for example. Needs API 1.44; no flag of docker does this for services.</summary>
    [Parameter]
    public SwitchParameter NoNewPrivileges { get; set; }

    /// <summary>The seccomp profile: default, unconfined, or the path of a profile in JSON. Needs API 1.44; no flag of docker does this for services.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? Seccomp { get; set; }

    /// <summary>Whether the engine's AppArmor profile applies. Needs API 1.44; no flag of docker does this for services.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmAppArmorMode.Default), nameof(SwarmAppArmorMode.Disabled))]
    [Word(typeof(SwarmAppArmorMode))]
    public SwarmAppArmorMode? AppArmor { get; set; }

    /// <summary>The SELinux label: user=U,role=R,type=T,level=L, disable, or a hashtable with these keys. No flag of docker does this for services.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? SelinuxContext { get; set; }

    /// <summary>Settings of the kernel for the containers, such as @{ 'net.core.somaxconn' = 1024 }: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    public object[]? Sysctl { get; set; }

    /// <summary>Limits of the kernel for processes, such as @{ nofile = '1024:2048' }: hashtables or NAME=SOFT[:HARD]; -1 is unlimited.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object[]? Ulimit { get; set; }

    private void AddSecurity(SpecEdits edits)
    {
        edits.Set(ServiceOptions.User, "-User", User);
        edits.Replace(ServiceOptions.Groups, "-Group", Group);
        edits.AddRange(CapabilityEdits.Change(
            Read("-AddCapability", AddCapability, name => CapabilitySyntax.Parse((string)name)) ?? [],
            Read("-DropCapability", DropCapability, name => CapabilitySyntax.Parse((string)name)) ?? []));
        edits.Set(ServiceOptions.NoNewPrivileges, "-NoNewPrivileges", Given(NoNewPrivileges, nameof(NoNewPrivileges)));
        edits.Set(ServiceOptions.Seccomp, "-Seccomp", ReadOne("-Seccomp", Seccomp, text => SeccompProfile.Parse((string)text, path => PathResolver.Read(this, path))));
        edits.Set(ServiceOptions.AppArmor, "-AppArmor", AppArmor);
        edits.Set(ServiceOptions.Selinux, "-SelinuxContext", ReadOne("-SelinuxContext", SelinuxContext, Syntax.SelinuxContext.Parse));
        edits.Replace(ServiceOptions.Sysctls, "-Sysctl", Pairs("-Sysctl", Sysctl));
        edits.Replace(ServiceOptions.Ulimits, "-Ulimit", Limits("-Ulimit", Ulimit));
    }

    private protected static IReadOnlyList<Ulimit>? Limits(string parameter, object[]? values) =>
        Read(parameter, Pairs(parameter, values)?.Cast<object>(), pair => Syntax.Ulimit.Parse(((KeyValuePair<string, string>)pair).Key, ((KeyValuePair<string, string>)pair).Value));
}
