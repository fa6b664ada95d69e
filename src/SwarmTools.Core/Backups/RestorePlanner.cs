using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Compares a backup with what a swarm has. Pure: from two values to a plan. What is there and equal is kept; what differs is refused, never changed.</summary>
/// <param name="backup">The backup.</param>
/// <param name="target">The swarm, as it was seen.</param>
/// <param name="excluded">What is left out.</param>
internal sealed class RestorePlanner(Backup backup, SeenSwarm target, BackupParts excluded)
{
    // No stack has such a name.
    private static readonly StackNames s_names = new("(backup)");

    private readonly ComparableSpec _comparable = new(target.Observed);
    private readonly RestoreSpec _specs = new(backup, target);
    private readonly RestoreFindings _findings = new();

    /// <exception cref="SwarmException"><c>BackupConflict</c>, <c>BackupInvalid</c>, <c>EngineTooOld</c>, <c>PortInUse</c>.</exception>
    public RestorePlan Plan()
    {
        RestoreCluster cluster = new(backup, target, _findings);
        IReadOnlyList<RestoreStep> settings = Has(BackupParts.Settings) ? [cluster.Settings()] : [];
        IReadOnlyList<RestoreStep> nodes = Has(BackupParts.Nodes) ? cluster.Nodes() : [];
        IReadOnlyList<StackStep> networks = new RestoreNetworks(backup, target, _findings).Steps();
        IReadOnlyList<StackStep> configs = [.. backup.Configs.Select(Config)];
        IReadOnlyList<StackStep> secrets = [.. backup.Secrets.Select(Secret)];
        IReadOnlyList<StackStep> services = [.. backup.Services.Select(Service)];
        IReadOnlyList<RestoreStep> revisions = Has(BackupParts.History) ? [.. backup.Revisions.Select(new RestoreRevisions(target, _specs, _comparable, _findings).Step)] : [];
        _findings.RequireNone();
        StackPlan objects = new(s_names, [.. networks, .. configs, .. secrets, .. services]);
        RequireAllNames(objects);
        return PortMoves.Conflict(objects, target.Observed) is { } refusal ? throw refusal
            : new([.. settings, .. nodes], objects, revisions) { Warnings = _findings.Warnings, Translated = spec => _specs.Of(spec, _ => { }) };
    }

    private bool Has(BackupParts part) => (excluded & part) == 0;

    private StackStep Config(ConfigDefinition wished)
    {
        DesiredContent content = new(wished.Name, wished.Name, new(ContentSourceKind.Nothing, "")) { Labels = wished.Labels, TemplateDriver = wished.TemplateDriver };
        SwarmConfig? there = target.Observed.Configs.FirstOrDefault(config => config.Name == wished.Name);
        return Content(SwarmStackObjectType.Config, content, there, there is null ? null
            : !there.Data.AsSpan().SequenceEqual(wished.Data) ? "data"
            : there.TemplateDriver != wished.TemplateDriver ? "template driver"
            : null);
    }

    private StackStep Secret(SecretDefinition wished)
    {
        DesiredContent content = new(wished.Name, wished.Name, new(wished.Driver.Length > 0 ? ContentSourceKind.Driver : ContentSourceKind.Nothing, ""))
        {
            Labels = wished.Labels,
            Driver = wished.Driver,
            DriverOptions = wished.DriverOptions,
            TemplateDriver = wished.TemplateDriver,
        };
        SwarmSecret? there = target.Observed.Secrets.FirstOrDefault(secret => secret.Name == wished.Name);
        if (there is { Driver.Length: 0 } && !target.ComparedValues.Contains(wished.Name))
        {
            _findings.Warn($"The secret '{wished.Name}' is there already and is kept. Its value cannot be read, and was not compared; give it with -SecretValue to have that done.");
        }

        return Content(SwarmStackObjectType.Secret, content, there, there is null ? null
            : there.Driver != wished.Driver || !AreEqual(BackupMaker.DriverOptions(there), wished.DriverOptions) ? "driver"
            : there.TemplateDriver != wished.TemplateDriver ? "template driver"
            : target.OtherValues.Contains(wished.Name) ? "value than the one that is given"
            : null);
    }

    private StackStep Content(SwarmStackObjectType type, DesiredContent content, SwarmObject? there, string? difference)
    {
        difference ??= there is not null && !AreEqual(there.Labels, content.Labels) ? "set of labels" : null;
        if (difference is not null)
        {
            _findings.Conflict($"the {Text.EnumText.Write(type, '-')} '{content.Name}' has another {difference}");
        }

        return new(Change(type, content.Name, there is null)) { Content = content, Labels = content.Labels, There = there };
    }

    private StackStep Service(JsonObject kept)
    {
        string name = (string)kept["Name"]!;
        if (AgedFields.RefusedMount(kept, target.Api) is { } refused)
        {
            throw new SwarmException(ErrorId.EngineTooOld, $"The service '{name}' cannot be restored: {refused}, and this one has {target.Api}. Nothing was changed.");
        }

        List<string> told = [];
        JsonObject spec = _specs.Of(ByNames(kept), told.Add);
        DesiredService service = new(name, name, spec) { Image = (string?)ServiceOptions.Image.Read(spec) ?? "" };
        SwarmService? there = target.Observed.Service(name);
        StackStep step = new(Change(SwarmStackObjectType.Service, name, there is null)) { Service = service, Spec = spec, Seen = there };
        if (there is null)
        {
            told.ForEach(what => _findings.Warn($"The service '{name}' {what}"));
            WarnOfRun(name, spec);
        }
        else if (ServiceComparison.Of(name, ServiceSpec.Of(there).Json, spec, _comparable) is { Action: not SwarmStackAction.Keep } change)
        {
            _findings.Conflict($"the service '{name}' is another one ({change.Differences[0].Path})");
        }

        return step;
    }

    // An id of another swarm says nothing here.
    private static JsonObject ByNames(JsonObject spec)
    {
        JsonObject copy = (JsonObject)spec.DeepClone();
        foreach (JsonObject use in new[] { ServiceOptions.Secrets.Read(copy), ServiceOptions.Configs.Read(copy) }.SelectMany(list => list as JsonArray ?? []).OfType<JsonObject>())
        {
            use.Remove("SecretID");
            use.Remove("ConfigID");
        }

        return copy;
    }

    private void WarnOfRun(string name, JsonObject spec)
    {
        if (WishedSpec.ModeOf(spec) is nameof(SwarmServiceMode.ReplicatedJob) or nameof(SwarmServiceMode.GlobalJob))
        {
            _findings.Warn($"The job '{name}' runs again.");
        }
    }

    // All that services name must be there before any is made.
    private void RequireAllNames(StackPlan plan)
    {
        StackIds ids = new(target.Observed);
        foreach (StackStep step in plan.Steps.Where(step => !step.IsOf(SwarmStackObjectType.Service)))
        {
            ids.Add(step.Change.Type, step.Change.Name, "made");
        }

        string[] missing = [.. plan.Steps.Where(step => step.Spec is not null).Select(step => (step.Change.Name, Missing: ids.Missing(step.Spec!))).Where(step => step.Missing is not null).Select(step => $"the service '{step.Name}' needs {step.Missing}")];
        if (missing.Length > 0)
        {
            throw new SwarmException(ErrorId.BackupInvalid, $"The backup does not hold all that it needs, and the swarm does not have it: {string.Join("; ", missing)}. Nothing was changed.");
        }
    }

    private static bool AreEqual(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    private static SwarmStackChange Change(SwarmStackObjectType type, string name, bool isNew) =>
        new() { Type = type, Name = name, Action = isNew ? SwarmStackAction.Create : SwarmStackAction.Keep, Reason = isNew ? "not there" : "" };
}
