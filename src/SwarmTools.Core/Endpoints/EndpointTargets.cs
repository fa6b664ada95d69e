using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Endpoints;

/// <summary>Says where the ports of services must answer. Pure.</summary>
internal static class EndpointTargets
{
    /// <summary>The ports of a service: those of the mesh on each node that is ready, those of mode host on the nodes of its tasks.</summary>
    public static IReadOnlyList<EndpointTarget> Of(SwarmService service, IReadOnlyList<SwarmNode> nodes, IReadOnlyList<SwarmTask> tasks)
    {
        SwarmNode[] ready = [.. nodes.Where(node => node.State == SwarmNodeState.Ready)];
        return
        [
            .. service.Ports.Where(port => port is { PublishMode: not SwarmPublishMode.Host, PublishedPort: > 0 }).SelectMany(port => ready.Select(node => new EndpointTarget(service, node, port))),
            .. tasks.Where(task => task is { State: SwarmTaskState.Running, DesiredState: SwarmTaskState.Running } && task.ServiceId == service.Id)
                .SelectMany(task => ready.Where(node => node.Id == task.NodeId).SelectMany(node => task.Ports.Where(port => port.PublishedPort > 0).Select(port => new EndpointTarget(service, node, port)))),
        ];
    }

    /// <summary>The ports in mode host that no task publishes now.</summary>
    public static IEnumerable<SwarmEndpointResult> Missing(SwarmService service, IReadOnlyList<EndpointTarget> targets) => service.Ports
        .Where(port => port.PublishMode == SwarmPublishMode.Host && targets.All(target => target.Port.PublishMode != SwarmPublishMode.Host || (target.Port.TargetPort, target.Port.Protocol) != (port.TargetPort, port.Protocol)))
        .Select(port => new SwarmEndpointResult
        {
            ServiceName = service.Name,
            ServiceId = service.Id,
            Port = port,
            Outcome = SwarmEndpointOutcome.NoTask,
            Message = "No task runs that publishes it.",
            Remedy = $"See why: Get-SwarmTask {service.Name} -History.",
        });

    /// <summary>What is to be said of a port that was tried.</summary>
    /// <param name="target">The port.</param>
    /// <param name="answer">What it did; null where it was not tried.</param>
    public static SwarmEndpointResult Judge(EndpointTarget target, Engine.EndpointAnswer? answer)
    {
        SwarmEndpointOutcome outcome = answer?.Outcome ?? SwarmEndpointOutcome.NotTried;
        return new()
        {
            ServiceName = target.Service.Name,
            ServiceId = target.Service.Id,
            NodeName = target.Node.Name,
            NodeId = target.Node.Id,
            Address = target.Address,
            Port = target.Port,
            Outcome = outcome,
            StatusCode = answer?.StatusCode,
            Latency = outcome is SwarmEndpointOutcome.Answers or SwarmEndpointOutcome.AnswersBadly ? answer!.Latency : null,
            Message = answer?.Message ?? (target.IsVisible ? "The address of the node is not known." : "Whether a port that is not TCP answers cannot be seen."),
            Remedy = Remedy(target, outcome),
        };
    }

    private static string Remedy(EndpointTarget target, SwarmEndpointOutcome outcome) => outcome switch
    {
        SwarmEndpointOutcome.NotTried when target.IsVisible => "Try it at an address of the node that you know. A manager that is told its own (docker swarm init --advertise-addr) tells it.",
        SwarmEndpointOutcome.NotTried => "Ask it with a client of its own.",
        SwarmEndpointOutcome.Answers or SwarmEndpointOutcome.AnswersBadly => "",
        _ when target.Port.PublishMode == SwarmPublishMode.Host => "The task runs there: look whether it listens on that port (Get-SwarmLog), and at a firewall between here and the node.",
        _ when target.Node.OperatingSystem == "windows" => "Nodes of Windows do not take part in the routing mesh in every version: publish the port in mode host (New-SwarmPort -PublishMode Host), and ask the nodes that have a task.",
        _ => "Every node should answer for the service: look whether tasks are healthy, at the firewall between the nodes (7946/tcp, 7946/udp, 4789/udp), and whether the node's kernel has IP_VS.",
    };
}
