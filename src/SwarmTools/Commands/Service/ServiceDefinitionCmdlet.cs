using System;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>A cmdlet with the parameters that define a service.</summary>
public abstract class ServiceDefinitionCmdlet : RolloutCmdlet
{
    private protected ServiceDefinitionCmdlet()
    {
    }

    /// <summary>The arguments of the image's entrypoint.</summary>
    [Parameter]
    [Alias("Args", "Command")]
    [ValidateNotNull]
    public string[] Argument { get; set; } = [];

    /// <summary>Replaces the image's entrypoint.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] Entrypoint { get; set; } = [];

    /// <summary>Replicated runs a number of tasks, Global one on each node. The default is Replicated.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmServiceMode.Replicated), nameof(SwarmServiceMode.Global))]
    public SwarmServiceMode Mode { get; set; } = SwarmServiceMode.Replicated;

    /// <summary>The number of tasks of a replicated service. The default is 1.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? Replicas { get; set; }

    /// <summary>Environment variables: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Alias("Env")]
    [Unwrap]
    [ValidateNotNull]
    public object[] Environment { get; set; } = [];

    /// <summary>Labels of the service: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Label { get; set; } = [];

    /// <summary>Labels of the containers: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] ContainerLabel { get; set; } = [];

    /// <summary>What nodes must be like, such as node.role==worker or node.labels.zone!=b.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] Constraint { get; set; } = [];

    /// <summary>The networks to join: names, objects, name=NETWORK,alias=NAME, or hashtables with these keys.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    public object[] Network { get; set; } = [];

    /// <summary>The secrets to read: names, objects, source=NAME,target=FILE,uid=0,gid=0,mode=0444, or hashtables with these keys.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public object[] Secret { get; set; } = [];

    /// <summary>The configs to read: as for -Secret; without a target the file is /NAME.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConfigNameCompleter))]
    public object[] Config { get; set; } = [];

    /// <summary>Mounts: type=volume,source=data,target=/data and so on, or hashtables with these keys.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Mount { get; set; } = [];

    /// <summary>Ports to publish: 8080:80, 53:53/udp, published=8080,target=80,mode=host, or hashtables with these keys.</summary>
    [Parameter]
    [Alias("Port")]
    [Unwrap]
    [ValidateNotNull]
    public object[] Publish { get; set; } = [];

    /// <summary>The command that tells whether a container is healthy: one text for a shell, or the program and its arguments.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? HealthCommand { get; set; }

    /// <summary>The time between two checks. The engine's default is 30 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthInterval { get; set; }

    /// <summary>How long one check may take. The engine's default is 30 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthTimeout { get; set; }

    /// <summary>How long failed checks do not count after a start.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? HealthStartPeriod { get; set; }

    /// <summary>How many checks must fail in a row to make a container unhealthy. The engine's default is 3.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? HealthRetries { get; set; }

    /// <summary>Switches off the health check that the image brings.</summary>
    [Parameter]
    public SwitchParameter NoHealthcheck { get; set; }

    /// <summary>How many tasks an update replaces at once; 0 means all. The default is 1.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? UpdateParallelism { get; set; }

    /// <summary>The time between two groups of tasks during an update.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? UpdateDelay { get; set; }

    /// <summary>How long the engine watches an updated task for failure. The engine's default is 5 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? UpdateMonitor { get; set; }

    /// <summary>Whether the new task starts before the old one stops, or after. The default is StopFirst.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmUpdateOrder.StopFirst), nameof(SwarmUpdateOrder.StartFirst))]
    public SwarmUpdateOrder? UpdateOrder { get; set; }

    /// <summary>What the engine does when an update fails. The default is Pause.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmFailureAction.Pause), nameof(SwarmFailureAction.Continue), nameof(SwarmFailureAction.Rollback))]
    public SwarmFailureAction? UpdateFailureAction { get; set; }

    /// <summary>The share of tasks, 0 to 1, that may fail before an update counts as failed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? UpdateMaxFailureRatio { get; set; }

    /// <summary>How clients find the tasks: Vip, one address for all, or Dnsrr, the tasks' own. The default is Vip.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmEndpointMode.Vip), nameof(SwarmEndpointMode.Dnsrr))]
    public SwarmEndpointMode EndpointMode { get; set; } = SwarmEndpointMode.Vip;

    /// <summary>What the parameters say.</summary>
    /// <exception cref="SwarmException">The ids of the syntaxes; nothing was sent.</exception>
    private protected ServiceDefinition Definition(string name, string image, bool keepTag) => new()
    {
        Name = ObjectNames.Service(name),
        Image = ImageName.Require(image),
        KeepTag = keepTag,
        Arguments = Argument,
        Entrypoint = Entrypoint,
        Mode = Mode,
        Replicas = ReplicaCount(),
        Environment = PairSyntax.ParseVariables(Environment, "-Environment"),
        Labels = PairSyntax.Parse(Label, "-Label"),
        ContainerLabels = PairSyntax.Parse(ContainerLabel, "-ContainerLabel"),
        Constraints = [.. Constraint.Select(ConstraintSyntax.Parse)],
        Networks = [.. Network.Select(NetworkSyntax.Parse)],
        Secrets = [.. Secret.Select(FileReferenceSyntax.Parse)],
        Configs = [.. Config.Select(FileReferenceSyntax.Parse)],
        Mounts = [.. Mount.Select(MountSyntax.Parse)],
        Ports = [.. Publish.SelectMany(PortSyntax.Parse)],
        HealthCheck = Health(),
        Update = Update(),
        EndpointMode = EndpointMode,
    };

    private long ReplicaCount() => Replicas is not null && Mode == SwarmServiceMode.Global
        ? throw new SwarmException(ErrorId.OptionInvalid, "-Replicas has no meaning for a global service, which runs one task on each node. Leave out one of the two.")
        : Replicas ?? 1;

    private HealthCheck? Health()
    {
        bool hasDetails = HealthInterval is not null || HealthTimeout is not null || HealthStartPeriod is not null || HealthRetries is not null;
        if (NoHealthcheck)
        {
            return HealthCommand is null && !hasDetails
                ? new() { Test = ["NONE"] }
                : throw new SwarmException(ErrorId.OptionInvalid, "-NoHealthcheck switches the health check off, so it goes with no other -Health parameter.");
        }

        return HealthCommand is null && !hasDetails ? null : new()
        {
            Test = HealthCommand switch
            {
                null => [],
                [string shell] => ["CMD-SHELL", shell],
                _ => ["CMD", .. HealthCommand],
            },
            Interval = HealthInterval,
            Timeout = HealthTimeout,
            StartPeriod = HealthStartPeriod,
            Retries = HealthRetries,
        };
    }

    private UpdatePolicy? Update()
    {
        bool isNamed = UpdateParallelism is not null || UpdateDelay is not null || UpdateMonitor is not null
            || UpdateOrder is not null || UpdateFailureAction is not null || UpdateMaxFailureRatio is not null;
        return !isNamed ? null : new()
        {
            Parallelism = UpdateParallelism ?? 1,
            Delay = UpdateDelay,
            Monitor = UpdateMonitor,
            Order = UpdateOrder,
            FailureAction = UpdateFailureAction,
            MaxFailureRatio = UpdateMaxFailureRatio,
        };
    }
}
