using System;
using System.Linq;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>What later files make of earlier ones (compose-spec, 13-merge.md), beyond the usual.</summary>
public sealed class ComposeMergeTests : ComposeTests
{
    [Theory]
    [InlineData("networks: {n: {aliases: [x]}}", "networks: [n]", "networks: {n: {aliases: [x]}}")]
    [InlineData("deploy: {replicas: 3}", "deploy: ", "deploy: {replicas: 3}")]
    [InlineData("environment: {X: '1'}", "environment: {X: }", "environment: {X: }")]
    [InlineData("volumes: ['data:/d:ro']", "volumes: ['other:/d']", "volumes: [{type: volume, source: other, target: /d}]")]
    [InlineData("secrets: [{source: a, target: t, mode: 0400, uid: '5'}]", "secrets: [{source: b, target: t}]", "secrets: [{source: b, target: t}]")]
    [InlineData("ports: ['80:80', '81:81']", "ports: [!reset '80:80']", "ports: [{mode: ingress, target: 81, published: 81, protocol: tcp}]")]
    [InlineData("cap_add: [A, B]", "cap_add: [!reset A]", "cap_add: [B]")]
    public void A_later_file_changes_a_service(string first, string second, string expected)
    {
        string project = Read($"services: {{w: {{image: x, {first}}}}}", $"services: {{w: {{{second}}}}}");
        Assert.Contains($"w: {{image: x, {expected}}}", project, StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void What_a_later_file_only_names_stays()
    {
        string project = Read("services: {w: {image: x}}\nnetworks: {n: {driver: overlay, attachable: true}}\nvolumes: {v: {driver: local}}", "networks: {n: }\nvolumes: {v: }");
        Assert.Contains("networks: {n: {driver: overlay, attachable: true}}, volumes: {v: {driver: local}}", project, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment: !reset {A: '1'}", "environment: {B: '2'}", "environment: {B: 2}")]
    [InlineData("dns: !reset [1.1.1.1]", "dns: [2.2.2.2]", "dns: [2.2.2.2]")]
    [InlineData("environment: {A: !reset '1'}", "environment: {A: '2'}", "environment: {A: 2}")]
    public void What_an_earlier_file_takes_away_stays_away(string first, string second, string expected)
    {
        Assert.Contains($"w: {{image: x, {expected}}}", Read($"services: {{w: {{image: x, {first}}}}}", $"services: {{w: {{{second}}}}}"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void What_a_later_file_takes_away_is_not_told_to_have_no_effect()
    {
        Read("services: {w: {image: x, privileged: true, volumes: [{type: bind, source: /a, target: /a, bind: {selinux: z}}]}}", "services: {w: {privileged: !reset null, volumes: !override []}}");
        Assert.Empty(Findings);
    }

    [Fact]
    public void What_an_anchor_brings_into_many_services_is_told_once()
    {
        Read("x-base: &base\n  image: x\n  privileged: true\n  ports: ['127.0.0.1:80:80']\n  volumes: ['data:/b:z,cached']\nservices:\n  a: {<<: *base}\n  b: {<<: *base}\n  c: {extends: a}");
        Assert.Equal([3, 4, 5, 5], Findings.Select(finding => finding.Line).Order());
    }

    [Fact]
    public void What_the_first_file_takes_away_is_not_there()
    {
        Assert.DoesNotContain("bind:", Read("services: {w: {image: x, volumes: [{type: bind, source: /a, target: /b, bind: !reset null}], dns: [!reset 1.1.1.1]}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_stay_are_kept_when_files_are_merged()
    {
        ComposeReader reader = new(new Yaml(), new Input(Files), Findings) { Interpolates = false };
        ComposeMapping project = reader.Read(
        [
            ("a.yml", "services: {w: {image: x, ports: ['${A}:80'], volumes: ['${A}:/a'], secrets: ['${S}'], env_file: ['${E}.env', {path: '${F}.env'}]}}"),
            ("b.yml", "services: {w: {ports: ['${B}:81'], volumes: ['${B}:/b'], secrets: ['${T}']}}"),
        ], CancellationToken.None)!;
        SwarmStackService service = ComposeView.Of(project, () => "").Services.Single();
        Assert.Equal(["${A}:80", "${B}:81"], service.Ports);
        Assert.Equal(["${A}:/a", "${B}:/b"], service.Mounts.Select(mount => mount.Target));
        Assert.Equal(["${S}", "${T}"], service.Secrets);
        Assert.Empty(Findings);
    }

    [Fact]
    public void A_file_that_is_extended_twice_is_filled_in_with_the_variables_of_each()
    {
        Files["/stack/base.yml"] = "services: {s: {image: 'x:${TAG:-main}'}}";
        Files["/stack/sub.yml"] = "services: {sub: {extends: {file: base.yml, service: s}}}";
        Files["/stack/sub.env"] = "TAG=sub";
        string project = Read("include: [{path: sub.yml, env_file: sub.env}]\nservices: {m: {extends: {file: base.yml, service: s}}}");
        Assert.Contains("m: {image: x:main}", project, StringComparison.Ordinal);
        Assert.Contains("sub: {image: x:sub}", project, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_included_takes_its_variables_from_its_own_file_and_may_share_a_secret()
    {
        Files["/stack/sub.yml"] = "services: {sub: {image: x, environment: [TAG, NONE]}}\nsecrets: {s: {file: ./s.txt}}";
        Files["/stack/sub.env"] = "TAG=sub";
        string project = Read("include: [{path: sub.yml, env_file: sub.env}]\nservices: {m: {image: x}}\nsecrets: {s: {file: ./s.txt}}");
        Assert.Contains("environment: {TAG: sub, NONE: }", project, StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Theory]
    [InlineData("include: [{path: []}]", "No file is named here. Write 'path: FILE'.")]
    [InlineData("x-a: !!binary aGVsbG8=", "A value of '!!binary' is not decoded. Write the text itself.")]
    public void What_would_be_lost_is_told(string yaml, string expected)
    {
        Read(yaml);
        Assert.Equal(expected, Assert.Single(Findings).Message);
    }

    [Fact]
    public void A_service_of_a_profile_that_is_not_wanted_needs_no_file()
    {
        Read("services: {w: {image: x}, d: {image: x, profiles: [debug], env_file: gone.env}}");
        Assert.Empty(Findings);
    }

    [Fact]
    public void A_file_knows_the_name_it_gives()
    {
        Assert.Contains("image: x:shop", Read("name: shop\nservices: {w: {image: 'x:${COMPOSE_PROJECT_NAME}'}}"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Theory]
    [InlineData("mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}", "services.w.mem_limit")]
    [InlineData("scale: 2, deploy: {replicas: 3}", "services.w.scale")]
    [InlineData("restart: no", "services.w.restart")]
    [InlineData("restart: always, deploy: {restart_policy: {condition: any}}", "services.w.restart")]
    [InlineData("volumes: [{type: bind, source: /a, target: /b, tmpfs: {size: 1m}}]", "services.w.volumes.tmpfs")]
    [InlineData("dns: [nonsense]", "services.w.dns")]
    [InlineData("env_file: [{path: a.env, format: raw}]", "services.w.env_file[0].format")]
    [InlineData("depends_on: {w2: {condition: service_started, restart: true}}", "services.w.depends_on.w2.restart")]
    public void What_has_no_effect_beside_others_is_a_warning(string keys, string path)
    {
        Files["/stack/a.env"] = "A=1";
        Read($"services: {{w: {{image: x, {keys}}}}}");
        SwarmStackFinding finding = Assert.Single(Findings);
        Assert.Equal((SwarmStackSeverity.Warning, path), (finding.Severity, finding.Path));
    }

    [Theory]
    [InlineData("secrets: {s: {external: true, file: a}}", "Warning secrets.s.file")]
    [InlineData("secrets: {s: {external: true, labels: {a: b}, template_driver: golang}}", "Warning secrets.s.labels, Warning secrets.s.template_driver")]
    [InlineData("secrets: {s: {driver: d, file: a}}", "Warning secrets.s.file")]
    [InlineData("secrets: {s: {environment: A, file: a}}", "Error secrets.s.file")]
    [InlineData("configs: {s: {external: true, content: x}}", "Warning configs.s.content")]
    [InlineData("configs: {s: {content: x, file: a, environment: A}}", "Error configs.s.file")]
    public void A_value_comes_from_one_place(string yaml, string expected)
    {
        Read("services: {w: {image: x}}\n" + yaml);
        Assert.Equal(expected, string.Join(", ", Findings.Select(finding => $"{finding.Severity} {finding.Path}")));
    }

    [Fact]
    public void A_later_file_may_take_a_value_from_elsewhere()
    {
        Assert.Contains("secrets: {s: {environment: A}}", Read("services: {w: {image: x}}\nsecrets: {s: {file: a}}", "secrets: {s: {file: !reset null, environment: A}}"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void Subnets_of_two_files_are_merged_by_their_addresses()
    {
        string project = Read(
            "services: {w: {image: x}}\nnetworks: {n: {ipam: {config: [{subnet: 10.1.0.0/24, gateway: 10.1.0.1}, {subnet: 10.2.0.0/24}]}}}",
            "networks: {n: {ipam: {config: [{subnet: 10.1.0.0/24, ip_range: 10.1.0.0/25}, {subnet: 10.3.0.0/24}]}}}");
        Assert.Contains("config: [{subnet: 10.1.0.0/24, gateway: 10.1.0.1, ip_range: 10.1.0.0/25}, {subnet: 10.2.0.0/24}, {subnet: 10.3.0.0/24}]", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Mounts_without_a_target_are_not_one_mount()
    {
        string project = Read("services: {w: {image: x, volumes: [{type: tmpfs}]}}", "services: {w: {volumes: [{type: bind, source: /a}]}}");
        Assert.Contains("volumes: [{type: tmpfs}, {type: bind, source: /a}]", project, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_in_one_place_alone_has_an_effect()
    {
        Read("services: {w: {image: x, mem_limit: 1g, cpus: 1, scale: 2, restart: always, deploy: {resources: {limits: {pids: 5}}}}}", "networks: {n: {external: true, driver: overlay}}");
        Assert.Equal("networks.n.driver", Assert.Single(Findings).Path);
    }
}
