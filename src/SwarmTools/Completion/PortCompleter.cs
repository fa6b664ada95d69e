namespace SwarmTools.Completion;

/// <summary>Completes published ports: <c>published=8080,target=80,protocol=tcp,mode=host</c>.</summary>
internal sealed class PortCompleter() : OptionCompleter(
    new("target", "the port inside the container") { Aliases = ["targetport"] },
    new("published", "the port on the nodes") { Aliases = ["publishedport"] },
    new("protocol", "tcp where nothing is said") { Values = ["tcp", "udp", "sctp"] },
    new("mode", "every node answers (ingress), or only that of the task (host)") { Aliases = ["publishmode"], Values = ["ingress", "host"] },
    new("name", "a name for it, which engines only keep"));
