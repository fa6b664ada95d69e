using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>The networks, secrets, configs and mounts it uses.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>The networks to join: names, objects, name=NETWORK,alias=NAME, or hashtables with these keys.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(NetworkUseCompleter))]
    public object[]? Network { get; set; }

    /// <summary>The secrets to read: names, objects, source=NAME,target=FILE,uid=0,gid=0,mode=0444, or hashtables with these keys.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(SecretFileCompleter))]
    public object[]? Secret { get; set; }

    /// <summary>The configs to read: as for -Secret; without a target the file is /NAME.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(ConfigFileCompleter))]
    public object[]? Config { get; set; }

    /// <summary>Mounts: type=volume,source=data,target=/data and so on, hashtables with these keys, or objects of New-SwarmMount.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(MountCompleter))]
    public object[]? Mount { get; set; }

    /// <summary>Makes the container's own files read-only.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>The credential spec (gMSA) of Windows services: file://FILE or registry://KEY of the node, config://NAME, an object of Get-SwarmConfig, or the path of a file here, which is added as a config. '' takes it away.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? CredentialSpec { get; set; }

    private void AddFiles(SpecEdits edits)
    {
        edits.Replace(ServiceOptions.Mounts, "-Mount", Read("-Mount", CommaList.Join(Mount, MountSyntax.Flags), MountSyntax.Parse));
        edits.Set(ServiceOptions.ReadOnly, "-ReadOnly", Given(ReadOnly, nameof(ReadOnly)));
    }
}
