using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Connections;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Lists docker contexts.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmContext", DefaultParameterSetName = ByName)]
[OutputType(typeof(SwarmContext))]
public sealed class GetSwarmContextCommand : SwarmCmdlet
{
    private const string ByName = "ByName";
    private const string ByCurrent = "ByCurrent";

    /// <summary>The names; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the one that cmdlets use when nothing else is named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCurrent)]
    public SwitchParameter Current { get; set; }

    /// <summary>The folder of the docker configuration. The default is DOCKER_CONFIG, then .docker in the home folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    private protected override void Process()
    {
        string? folder = ConfigPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigPath);
        IReadOnlyList<SwarmContext> all = ContextList.Read(new ProcessEnvironment(), folder);
        if (Current)
        {
            WriteObject(all.Where(context => context.IsCurrent), enumerateCollection: true);
            return;
        }

        ForEachTarget(Name, name => WriteObject(Select(all, name), enumerateCollection: true));
    }

    private static IEnumerable<SwarmContext> Select(IReadOnlyList<SwarmContext> all, string name)
    {
        WildcardPattern pattern = NamePattern.Of(name);
        List<SwarmContext> found = [.. all.Where(context => pattern.IsMatch(context.Name))];
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw new SwarmException(ErrorId.ContextNotFound, $"There is no docker context '{name}'. Get-SwarmContext lists those there are.");
    }
}
