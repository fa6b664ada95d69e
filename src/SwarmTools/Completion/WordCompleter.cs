using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SwarmTools.Completion;

/// <summary>Completes the words that a parameter usually takes, where others are possible too.</summary>
internal sealed class WordCompleter : IArgumentCompleter
{
    private static readonly string[] s_capabilities =
    [
        "ALL", "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE",
        "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT",
        "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "SYSLOG", "WAKE_ALARM",
    ];

    private static readonly string[] s_limits =
    [
        "core=", "cpu=", "data=", "fsize=", "locks=", "memlock=", "msgqueue=", "nice=", "nofile=", "nproc=", "rss=", "rtprio=", "rttime=", "sigpending=", "stack=",
    ];

    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Action"] = ["create", "update", "remove", "connect", "disconnect", "mount", "unmount", "start", "stop", "die", "kill", "oom", "health_status: healthy", "health_status: unhealthy", "pull", "delete", "reload"],
        ["AddCapability"] = s_capabilities,
        ["DropCapability"] = s_capabilities,
        ["Driver"] = ["overlay", "bridge", "macvlan", "ipvlan"],
        ["IpamDriver"] = ["default"],
        ["LogDriver"] = ["json-file", "local", "journald", "syslog", "gelf", "fluentd", "awslogs", "gcplogs", "splunk", "etwlogs", "none"],
        ["Seccomp"] = ["default", "unconfined"],
        ["StopSignal"] = ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGWINCH"],
        ["TemplateDriver"] = ["golang"],
        ["AddUlimit"] = s_limits,
        ["Ulimit"] = s_limits,
    };

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        new CompletionWord(wordToComplete ?? "").Complete(s_words[parameterName].Select(word => new CompletionItem(word)));
}
