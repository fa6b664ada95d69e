using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Stacks;

/// <content>What the processes of a service may do.</content>
internal sealed partial class ServiceConverter
{
    public const string NoHealthCheck = "NONE";

    // Of these options of docker run a swarm has some (moby, api/types/swarm/container.go, Privileges).
    private static void AddSecurity(SpecEdits edits, ComposeMapping service, string path)
    {
        string parameter = path + ".security_opt";
        foreach (string option in service.Texts("security_opt"))
        {
            int mark = option.IndexOfAny([':', '=']);
            (string name, string value) = mark < 0 ? (option, "true") : (option[..mark], option[(mark + 1)..]);
            switch (name, value)
            {
                case ("no-new-privileges", "true" or "false"):
                    edits.Set(ServiceOptions.NoNewPrivileges, parameter, value == "true");
                    break;
                case ("seccomp", "unconfined"):
                    edits.Set(ServiceOptions.Seccomp, parameter, SeccompProfile.Unconfined);
                    break;
                case ("apparmor", "unconfined"):
                    edits.Set(ServiceOptions.AppArmor, parameter, SwarmAppArmorMode.Disabled);
                    break;
                default:
                    throw new SwarmException(
                        ErrorId.OptionInvalid,
                        $"{parameter}: a swarm has no such option as '{option}'. It has no-new-privileges:true, seccomp:unconfined and apparmor:unconfined.");
            }
        }
    }
}
