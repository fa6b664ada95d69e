using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <content>Where tasks run, what they may use, and how they are replaced.</content>
internal sealed partial class ServiceConverter
{
    private static void AddResources(SpecEdits edits, ComposeMapping service, ComposeMapping deploy, string path)
    {
        string place = path + ".deploy.resources";
        ComposeMapping limits = deploy.Below("resources").Below("limits");
        ComposeMapping reserved = deploy.Below("resources").Below("reservations");
        edits.Set(ServiceOptions.CpuLimit, place, Cpus(limits, "cpus") ?? Cpus(service, "cpus"));
        edits.Set(ServiceOptions.MemoryLimit, place, limits.Whole("memory") ?? service.Whole("mem_limit"));
        edits.Set(ServiceOptions.PidsLimit, place, limits.Whole("pids") ?? service.Whole("pids_limit"));
        edits.Set(ServiceOptions.CpuReservation, place, Cpus(reserved, "cpus"));
        edits.Set(ServiceOptions.MemoryReservation, place, reserved.Whole("memory") ?? service.Whole("mem_reservation"));
        edits.Replace(ServiceOptions.GenericResources, place, reserved.Items("generic_resources").OfType<ComposeMapping>()
            .Select(resource => resource.Below("discrete_resource_spec"))
            .Select(resource => new GenericResource(resource.Text("kind"), resource.Text("value"))));
    }

    private static void AddTasks(SpecEdits edits, ComposeMapping service, ComposeMapping deploy, string path)
    {
        ComposeMapping placement = deploy.Below("placement");
        edits.Replace(ServiceOptions.Constraints, path + ".deploy.placement", placement.Texts("constraints"));
        edits.Replace(ServiceOptions.Preferences, path + ".deploy.placement", placement.Items("preferences").OfType<ComposeMapping>().Select(preference => preference.Text("spread")));
        edits.Set(ServiceOptions.MaxReplicasPerNode, path + ".deploy.placement", placement.Whole("max_replicas_per_node"));
        edits.Replace(ServiceOptions.Platforms, path + ".platform", service.Text("platform") is { Length: > 0 } platform ? [PlatformOf(platform)] : null);
        AddRestart(edits, service, deploy, path);
        AddUpdate(edits, ServiceOptions.Update, deploy["update_config"] as ComposeMapping, path + ".deploy.update_config");
        AddUpdate(edits, ServiceOptions.Rollback, deploy["rollback_config"] as ComposeMapping, path + ".deploy.rollback_config");
        if (service["logging"] is ComposeMapping logging)
        {
            SpecPath place = new("TaskTemplate.LogDriver");
            edits.Add(new(path + ".logging", spec => place.Write(spec, new JsonObject { ["Name"] = logging.Text("driver"), ["Options"] = PairJson.From(logging.Pairs("options")) })));
        }
    }

    // What a service says beside deploy counts only where deploy says nothing, and "no" is no policy at all, as in docker.
    private static void AddRestart(SpecEdits edits, ComposeMapping service, ComposeMapping deploy, string path)
    {
        if (deploy["restart_policy"] is ComposeMapping policy)
        {
            string place = path + ".deploy.restart_policy";
            edits.Set(ServiceOptions.RestartCondition, place, policy.Text("condition") is { Length: > 0 } condition ? EnumText.Parse<SwarmRestartCondition>(condition) : SwarmRestartCondition.Any);
            edits.Set(ServiceOptions.RestartDelay, place, policy.Duration("delay"));
            edits.Set(ServiceOptions.RestartMaxAttempts, place, policy.Whole("max_attempts"));
            edits.Set(ServiceOptions.RestartWindow, place, policy.Duration("window"));
            return;
        }

        string[] restart = service.Text("restart").Split(':');
        if (restart[0] is "always" or "unless-stopped")
        {
            edits.Set(ServiceOptions.RestartCondition, path + ".restart", SwarmRestartCondition.Any);
        }
        else if (restart[0] == "on-failure")
        {
            edits.Set(ServiceOptions.RestartCondition, path + ".restart", SwarmRestartCondition.OnFailure);
            edits.Set(ServiceOptions.RestartMaxAttempts, path + ".restart", restart.Length > 1 && long.TryParse(restart[1], NumberStyles.None, CultureInfo.InvariantCulture, out long attempts) ? attempts : 0);
        }
    }

    private static void AddUpdate(SpecEdits edits, UpdateOptions options, ComposeMapping? update, string path)
    {
        if (update is null)
        {
            return;
        }

        edits.Set(options.Parallelism, path, update.Whole("parallelism") ?? 1);
        edits.Set(options.Delay, path, update.Duration("delay"));
        edits.Set(options.FailureAction, path, update.Text("failure_action") is { Length: > 0 } action ? EnumText.Parse<SwarmFailureAction>(action) : null);
        edits.Set(options.Monitor, path, update.Duration("monitor"));
        edits.Set(options.MaxFailureRatio, path, update.Number("max_failure_ratio"));
        edits.Set(options.Order, path, update.Text("order") is { Length: > 0 } order ? EnumText.Parse<SwarmUpdateOrder>(order) : null);
    }

    private static decimal? Cpus(ComposeMapping owner, string key) =>
        decimal.TryParse(owner.Text(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cpus) ? cpus : null;

    // A variant of the processor, such as the v7 of linux/arm/v7, is not known to placements.
    private static Platform PlatformOf(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 1 ? new(parts[0], "") : new(parts[0], parts[1]);
    }
}
