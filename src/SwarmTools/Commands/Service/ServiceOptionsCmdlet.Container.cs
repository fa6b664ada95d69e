using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>What runs.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>The arguments of the image's entrypoint.</summary>
    [Parameter]
    [Alias("Args", "Command")]
    [ValidateNotNull]
    [EmptyClears]
    public string[]? Argument { get; set; }

    /// <summary>Replaces the image's entrypoint.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    public string[]? Entrypoint { get; set; }

    /// <summary>Environment variables: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Alias("Env")]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    public object[]? Environment { get; set; }

    /// <summary>Files of environment variables, a KEY=VALUE in each line; a KEY alone takes this process's own value. -Environment wins.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>Labels of the service: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[]? Label { get; set; }

    /// <summary>Labels of the containers: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? ContainerLabel { get; set; }

    /// <summary>The host name of the containers; templates such as {{.Node.Hostname}} are filled in by the engine.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Hostname { get; set; }

    /// <summary>The folder in which the command starts.</summary>
    [Parameter]
    [Alias("WorkDir")]
    [ValidateNotNull]
    public string? WorkingDirectory { get; set; }

    /// <summary>Runs an init process in the containers that forwards signals and reaps processes; null leaves it to the engine.</summary>
    [Parameter]
    public bool? Init { get; set; }

    /// <summary>Gives the containers a terminal. Their log is then one stream.</summary>
    [Parameter]
    public SwitchParameter Tty { get; set; }

    /// <summary>Keeps the standard input of the containers open. No flag of docker does this for services.</summary>
    [Parameter]
    [Alias("Interactive")]
    public SwitchParameter OpenStdin { get; set; }

    /// <summary>The signal that stops a container, such as SIGINT. The image's default is SIGTERM.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? StopSignal { get; set; }

    /// <summary>How long a container may take to stop before it is killed. The engine's default is 10 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? StopGracePeriod { get; set; }

    /// <summary>The log driver of the containers, such as json-file. Empty takes the node's own.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? LogDriver { get; set; }

    /// <summary>Options of the log driver: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    public object[]? LogOption { get; set; }

    private void AddContainer(SpecEdits edits)
    {
        edits.Replace(ServiceOptions.Arguments, "-Argument", Argument);
        edits.Replace(ServiceOptions.Entrypoint, "-Entrypoint", Entrypoint);
        edits.Replace(ServiceOptions.Environment, "-Environment", Variables());
        edits.Replace(ServiceOptions.Labels, "-Label", Pairs("-Label", Label));
        edits.Replace(ServiceOptions.ContainerLabels, "-ContainerLabel", Pairs("-ContainerLabel", ContainerLabel));
        edits.Set(ServiceOptions.Hostname, "-Hostname", Hostname);
        edits.Set(ServiceOptions.WorkingDirectory, "-WorkingDirectory", WorkingDirectory);
        edits.Set(ServiceOptions.Init, "-Init", Init);
        edits.Set(ServiceOptions.Tty, "-Tty", Given(Tty, nameof(Tty)));
        edits.Set(ServiceOptions.OpenStdin, "-OpenStdin", Given(OpenStdin, nameof(OpenStdin)));
        edits.Set(ServiceOptions.StopSignal, "-StopSignal", StopSignal);
        edits.Set(ServiceOptions.StopGracePeriod, "-StopGracePeriod", StopGracePeriod);
        edits.Set(ServiceOptions.LogDriver, "-LogDriver", LogDriver);
        edits.Replace(ServiceOptions.LogOptions, "-LogOption", Pairs("-LogOption", LogOption));
        if (LogOption is { Length: > 0 })
        {
            edits.Add(ServiceOptions.RequireLogDriver("-LogOption"));
        }
    }

    private List<string>? Variables()
    {
        if (Environment is null && EnvironmentFile is null)
        {
            return null;
        }

        List<KeyValuePair<string, string>> all = [.. ReadMany("-EnvironmentFile", EnvironmentFile, VariablesOf) ?? [], .. PairSyntax.ParseVariables(Environment ?? [], "-Environment")];
        return [.. all.GroupBy(variable => variable.Key, (key, values) => $"{key}={values.Last().Value}")];
    }

    private IEnumerable<KeyValuePair<string, string>> VariablesOf(object path) => PathResolver.Files(this, (string)path, isLiteral: false)
        .SelectMany(file => VariableFile.Parse(PathResolver.Read(file), file.Name, System.Environment.GetEnvironmentVariable));
}
