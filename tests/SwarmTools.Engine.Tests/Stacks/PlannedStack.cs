using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Contents;
using SwarmTools.Engine.Compose;
using SwarmTools.Engine.Mapping;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Engine.Tests.Stacks;

/// <summary>Plans stacks without an engine: a swarm of values takes what a plan would make.</summary>
internal sealed class PlannedStack
{
    private readonly Version _api = new(1, 51);
    private readonly StackNames _names = new("shop");
    private readonly Dictionary<string, string> _secrets = [];
    private int _ids;

    /// <summary>What the swarm has.</summary>
    public ObservedStack Observed { get; set; } = new();

    public DesiredStack Convert(string yaml, Version? api = null, params string[] services)
    {
        List<SwarmStackFinding> findings = [];
        ComposeMapping project = new ComposeReader(new Yaml(), new ComposeInput("/stack", new Dictionary<string, string>(), new Dictionary<string, string>(), _ => null), findings).Read([("compose.yml", yaml)], TestContext.Current.CancellationToken)!;
        Assert.DoesNotContain(findings, finding => finding.Severity == SwarmStackSeverity.Error);
        return StackConverter.Convert(project, _names, services.Length == 0 ? null : services, api ?? _api);
    }

    public StackPlan Plan(string yaml, bool prunes = false, bool preservesReplicas = false)
    {
        DesiredStack desired = Convert(yaml);
        return new StackPlanner(desired, WithImages(WithSame(desired), desired), new() { Prunes = prunes, PreservesReplicas = preservesReplicas }).Plan();
    }

    /// <summary>The stack as a file.</summary>
    public StackExport Export() => new StackExporter(new(Observed, ["10.0.0.0/8"], 24), new Yaml(), _api).Export("shop", TestContext.Current.CancellationToken);

    /// <summary>The stack as what a copy is made of.</summary>
    public StackCopy Copy(bool isRenamed) => new StackExporter(new(Observed, ["10.0.0.0/8"], 24), new Yaml(), _api).Copy("shop", isRenamed, TestContext.Current.CancellationToken);

    /// <summary>Lets the swarm have what a file wishes.</summary>
    public void Deploy(string yaml)
    {
        StackPlan plan = Plan(yaml);
        foreach (StackStep step in plan.Steps.Where(step => !step.IsKept))
        {
            Take(step);
        }

        StackIds ids = new(Observed);
        foreach (StackStep step in plan.Steps.Where(step => step.Spec is not null && !step.IsKept))
        {
            Put(ids.Resolved(step.Spec!));
        }
    }

    /// <summary>Changes a service as somebody would by hand.</summary>
    public void Change(string service, string path, JsonNode value)
    {
        JsonObject spec = ServiceSpec.Of(Observed.Service(service)!).Json;
        new SpecPath(path).Write(spec, value);
        Put((JsonObject)spec.DeepClone());
    }

    /// <summary>A service that is not of the stack.</summary>
    public void Put(JsonObject spec)
    {
        string name = (string)spec["Name"]!;
        JsonObject document = new() { ["ID"] = name + "-id", ["Version"] = new JsonObject { ["Index"] = ++_ids }, ["Spec"] = spec };
        string reference = (string)new SpecPath("TaskTemplate.ContainerSpec.Image").Read(spec)!;
        SwarmService service = new()
        {
            Id = name + "-id",
            Name = name,
            Labels = ((JsonObject?)spec["Labels"] ?? []).ToDictionary(label => label.Key, label => (string)label.Value!),
            Image = reference.Split('@')[0],
            RawJson = Encoding.UTF8.GetBytes(document.ToJsonString()),
        };
        Observed = Observed with { Services = [.. Observed.Services.Where(other => other.Name != name), service] };
    }

    private void Take(StackStep step)
    {
        string name = step.Change.Name;
        switch (step.Change.Type)
        {
            case SwarmStackObjectType.Network:
                Observed = Observed with { Networks = [.. Observed.Networks, Made(step.Network!)] };
                break;
            case SwarmStackObjectType.Config:
                Observed = Observed with { Configs = [.. Observed.Configs.Where(other => other.Name != name), new() { Id = name + "-id", Name = name, Labels = step.Labels, TemplateDriver = step.Content!.TemplateDriver, Data = Encoding.UTF8.GetBytes(step.Content.Source.Text) }] };
                break;
            case SwarmStackObjectType.Secret:
                _secrets[name] = step.Content!.Source.Text;
                Observed = Observed with { Secrets = [.. Observed.Secrets.Where(other => other.Name != name), new() { Id = name + "-id", Name = name, Labels = step.Labels, Driver = step.Content.Driver }] };
                break;
            default:
                break;
        }
    }

    private static SwarmNetwork Made(NetworkDefinition network) => new()
    {
        Id = network.Name + "-id",
        Name = network.Name,
        Driver = network.Driver,
        Scope = "swarm",
        Labels = network.Labels,
        Options = network.Options,
        Internal = network.Internal,
        Attachable = network.Attachable,
        IPv6 = network.IPv6 == true,
        Subnets = [.. network.Pools.Select(pool => pool.Subnet)],
        RawJson = Encoding.UTF8.GetBytes(NetworkJson.From(network).ToJsonString()),
    };

    // A secret's value is the path of its file here.
    private ObservedStack WithSame(DesiredStack desired) => Observed with
    {
        SameConfigs = Same(desired.Configs, Observed.Configs, config => Encoding.UTF8.GetString(config.Data)),
        SameSecrets = Same(desired.Secrets, Observed.Secrets, secret => _secrets.TryGetValue(secret.Name, out string? value) ? value : ""),
    };

    // As they are written; one that runs already stays.
    private static ObservedStack WithImages(ObservedStack seen, DesiredStack desired) => seen with
    {
        Images = desired.Services.Where(service => seen.Service(service.Name)?.Image != service.Image).ToDictionary(service => service.Name, service => new ImageResolution(service.Image, "")),
    };

    private static Dictionary<string, T> Same<T>(IReadOnlyList<DesiredContent> wished, IReadOnlyList<T> known, Func<T, string> dataOf)
        where T : SwarmObject =>
        wished.Select(content => (content.Name, Version: new ContentVersions<T>(content.Name, known).All.LastOrDefault(version => dataOf(version) == content.Source.Text)))
            .Where(pair => pair.Version is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Version!);
}
