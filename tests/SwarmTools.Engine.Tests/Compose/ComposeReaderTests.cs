using System;
using System.Linq;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>Stacks of several files: merged, included, extended, with profiles. Folders are those of Linux.</summary>
public sealed class ComposeReaderTests : ComposeTests
{
    [Fact]
    public void A_service_has_what_it_extends_below_its_own()
    {
        string project = Read("""
            services:
              base: {image: "app:1", environment: {A: "1", B: "2"}, labels: [x=1], command: run base}
              web: {extends: base, environment: {B: "3"}, command: [run, web], ports: ["80"]}
              top: {extends: {service: web}, image: "app:2"}
            """);
        Assert.Contains("web: {image: app:1, environment: {A: 1, B: 3}, labels: {x: 1}, command: [run, web], ports: [{mode: ingress, target: 80, protocol: tcp}]}", project, StringComparison.Ordinal);
        Assert.Contains("top: {image: app:2, environment: {A: 1, B: 3}, labels: {x: 1}, command: [run, web]", project, StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void What_another_file_has_begins_with_the_folder_of_that_file()
    {
        Files["/stack/common/base.yml"] = "services: {base: {image: x, env_file: own.env, volumes: ['./data:/data', 'named:/v']}}";
        Files["/stack/common/own.env"] = "A=1";
        string project = Read("services: {web: {extends: {file: common/base.yml, service: base}}}");
        Assert.Contains("source: /stack/common/data", project, StringComparison.Ordinal);
        Assert.Contains("source: named", project, StringComparison.Ordinal);
        Assert.Contains("environment: {A: 1}", project, StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void A_file_may_name_itself()
    {
        Assert.Contains("web: {image: x}", Read("services: {base: {image: x}, web: {extends: {file: ./compose.yml, service: base}}}"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Theory]
    [InlineData("services: {a: {extends: b}, b: {extends: a}}", "The service 'a' extends itself")]
    [InlineData("services: {a: {extends: a}}", "The service 'a' extends itself")]
    [InlineData("services: {a: {extends: none}}", "There is no service 'none'")]
    [InlineData("services: {a: {extends: {file: gone.yml, service: b}}}", "There is no file '/stack/gone.yml'.")]
    [InlineData("services: {a: {extends: {file: other.yml, service: none}}}", "has no service 'none'")]
    [InlineData("services: {a: {extends: {file: 'https://example.org/c.yml', service: b}}}", "is not on this machine")]
    [InlineData("services: {a: {extends: {file: other.yml}}}", "which service")]
    [InlineData("include: [loop.yml]", "leads back to itself")]
    [InlineData("include: ['https://example.org/c.yml']", "is not on this machine")]
    [InlineData("include: [git@example.org:a/b.git]", "is not on this machine")]
    [InlineData("include: [gone.yml]", "There is no file '/stack/gone.yml'.")]
    [InlineData("include: [other.yml]\nservices: {o: {image: another}}", "services.o, which is here already")]
    [InlineData("services: {a: {image: x, depends_on: [b]}, b: {image: x, profiles: [p]}}", "of a profile that is not wanted")]
    [InlineData("services: {a: {imag: x}}", "'imag' is not a key that may be here. Is 'image' meant?")]
    [InlineData("services: {a: {image: x, prots: []}}", "'prots' is not a key that may be here. Is 'ports' meant?")]
    [InlineData("services: [a]", "A mapping of names is expected here, not a list.")]
    [InlineData("services: {a: {image: 5}}", "A text is expected here, not '5'.")]
    [InlineData("services: {a: {image: x, deploy: {replicas: many}}}", "A whole number from 0 on is expected here, not 'many'.")]
    [InlineData("services: {a: {image: x, stop_grace_period: soon}}", "A duration such as 1m30s is expected here, not 'soon'.")]
    [InlineData("services: {a: {image: x, cap_add: [A, A]}}", "'A' is here a second time.")]
    [InlineData("services: {a: {image: x, env_file: a.locked}}", "locked")]
    [InlineData(@"include: [""a\0b""]", "There is no file")]
    [InlineData(@"services: {a: {image: x, env_file: ""a\0b""}}", "There is no file")]
    [InlineData("just a text", "A compose file is a mapping")]
    [InlineData("", "There is nothing in it.")]
    [InlineData("# a remark\n", "There is nothing in it.")]
    public void What_is_wrong_is_told_with_its_place(string yaml, string expected)
    {
        Files["/stack/other.yml"] = "services: {o: {image: o}}";
        Files["/stack/loop.yml"] = "include: [loop.yml]";
        Read(yaml);
        SwarmStackFinding finding = Assert.Single(Findings, finding => finding.Severity == SwarmStackSeverity.Error);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.True(finding is { Line: > 0, Column: > 0 }, finding.ToString());
    }

    [Theory]
    [InlineData("include: ['https://example.org/c.yml']", "RemoteIncludeRefused")]
    [InlineData("include: ['oci:example/app']", "RemoteIncludeRefused")]
    [InlineData("services: {a: {image: x, env_file: '//server/share/x.env'}}", "RemoteIncludeRefused")]
    [InlineData(@"services: {a: {image: x, env_file: '\\server\share\x.env'}}", "RemoteIncludeRefused")]
    [InlineData("services: {a: {image: x, env_file: gone.env}}", "ComposeInvalid")]
    public void What_is_elsewhere_is_not_fetched(string yaml, string id)
    {
        Read(yaml);
        Assert.Equal(id, Assert.Single(Findings).ErrorId);
    }

    [Fact]
    public void A_path_of_the_network_is_read_where_that_is_allowed()
    {
        Files["//server/share/x.env"] = "A=1";
        ComposeReader reader = new(new Yaml(), new Input(Files), Findings) { AllowsNetworkPaths = true };
        reader.Read([("compose.yml", "services: {a: {image: x, env_file: '//server/share/x.env'}}")], CancellationToken.None);
        Assert.Empty(Findings);
    }

    [Fact]
    public void What_is_included_is_there_with_its_own_folder_and_variables()
    {
        Files["/stack/sub/db.yml"] = "services: {db: {image: 'db:${TAG}', volumes: ['./data:/d']}}\nsecrets: {s: {file: s.txt}}";
        Files["/stack/sub/own.env"] = "TAG=9";
        string project = Read("include: [{path: sub/db.yml, env_file: sub/own.env}]\nservices: {web: {image: w}}");
        Assert.Contains("db: {image: db:9, volumes: [{type: bind, source: /stack/sub/data, target: /d}]}", project, StringComparison.Ordinal);
        Assert.Contains("s: {file: /stack/sub/s.txt}", project, StringComparison.Ordinal);
        Assert.Contains("web: {image: w}", project, StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Theory]
    [InlineData("", "a b")]
    [InlineData("p", "a b c")]
    [InlineData("p q", "a b c d")]
    [InlineData("*", "a b c d")]
    public void Services_of_profiles_are_there_when_they_are_wanted(string profiles, string expected)
    {
        ComposeReader reader = new(new Yaml(), new Input(Files), Findings) { Profiles = profiles.Split(' ') };
        ComposeMapping project = reader.Read([("compose.yml", "services: {a: {image: x}, b: {image: x, profiles: []}, c: {image: x, profiles: [p]}, d: {image: x, profiles: [q, r]}}")], CancellationToken.None)!;
        Assert.Equal(expected, string.Join(' ', ((ComposeMapping)project["services"]!).Entries.Select(entry => entry.Key.Text)));
    }

    [Fact]
    public void Of_a_file_that_is_extended_nothing_is_read_but_the_service_and_what_it_extends()
    {
        Files["/stack/base.yml"] = "include: [gone.yml]\nservices: {s: {extends: t, image: x}, t: {environment: {A: '1'}}, other: {imag: '${', privileged: true}}\nnonsense: 1";
        Assert.Contains("w: {environment: {A: 1}, image: x}", Read("services: {w: {extends: {file: base.yml, service: s}}}"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void The_folder_of_a_project_counts_for_all_that_is_named_in_it()
    {
        Files["/stack/sub/a.yml"] = "include: [more.yml]\nservices: {s: {extends: {file: base.yml, service: s}, volumes: ['./d:/d']}}";
        Files["/stack/project/base.yml"] = "services: {s: {image: x}}";
        Files["/stack/project/more.yml"] = "services: {m: {image: y}}";
        string project = Read("include: [{path: sub/a.yml, project_directory: project}]");
        Assert.Contains("s: {image: x, volumes: [{type: bind, source: /stack/project/d, target: /d}]}, m: {image: y}", project, StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void LaterFiles_change_earlier_ones_as_the_specification_says()
    {
        string project = Read(
            """
            services:
              web:
                image: app:1
                command: [a]
                ports: ["80:80/tcp", "80:80/udp"]
                volumes: ["data:/data", "logs:/logs"]
                environment: [A=1, B=2]
                dns: [1.1.1.1]
                healthcheck: {test: [CMD, x], interval: 5s}
                logging: {driver: json-file, options: {max-size: 1m}}
            networks: {n: {driver: overlay}}
            """,
            """
            services:
              web:
                image: app:2
                command: [b]
                ports: ["80:80/tcp", "90:90"]
                volumes: ["other:/data"]
                environment: {B: "", C: "3"}
                dns: [1.1.1.1, 8.8.8.8]
                healthcheck: {test: [CMD, y]}
                logging: {driver: syslog}
            networks: {n: {labels: {a: b}}}
            """);
        Assert.Contains("image: app:2, command: [b]", project, StringComparison.Ordinal);
        Assert.Contains("ports: [{mode: ingress, target: 80, published: 80, protocol: tcp}, {mode: ingress, target: 80, published: 80, protocol: udp}, {mode: ingress, target: 90, published: 90, protocol: tcp}]", project, StringComparison.Ordinal);
        Assert.Contains("volumes: [{type: volume, source: other, target: /data}, {type: volume, source: logs, target: /logs}]", project, StringComparison.Ordinal);
        Assert.Contains("environment: {A: 1, B: , C: 3}", project, StringComparison.Ordinal);
        Assert.Contains("dns: [1.1.1.1, 8.8.8.8]", project, StringComparison.Ordinal);
        Assert.Contains("healthcheck: {test: [CMD, y], interval: 5s}", project, StringComparison.Ordinal);
        Assert.Contains("logging: {driver: syslog}", project, StringComparison.Ordinal);
        Assert.Contains("n: {driver: overlay, labels: {a: b}}", project, StringComparison.Ordinal);
    }

    // As docker stack config 28.2 writes its own full example.
    [Theory]
    [InlineData("services: {a: {image: x, labels: [alone, b=1]}}", "services: {a: {image: x, labels: {alone: '', b: '1'}}}")]
    [InlineData("services: {a: {image: x, environment: [ALONE, 'B=']}}", "services: {a: {environment: {ALONE: null, B: ''}, image: x}}")]
    [InlineData("services: {a: {build: {context: ., args: {V: '${NONE:-29}'}}}}", "services: {a: {build: {context: ., args: {V: '29'}}}}")]
    [InlineData("services: {a: {build: {context: ., args: [V=1]}}}", "services: {a: {build: {context: ., args: {V: '1'}}}}")]
    [InlineData("services: {a: {image: x, deploy: {replicas: '${NONE:-3}'}}}", "services: {a: {deploy: {replicas: 3}, image: x}}")]
    [InlineData("services: {a: {image: x, volumes: [{type: tmpfs, target: /t, tmpfs: {size: 10000}}]}}", "services: {a: {image: x, volumes: [{type: tmpfs, target: /t, tmpfs: {size: 10000}}]}}")]
    [InlineData("services: {a: {image: x, ports: [{target: 80, name: web}]}}", "services: {a: {image: x, ports: [{target: 80, name: web}]}}")]
    [InlineData("services: {a: {image: x, depends_on: [b]}, b: {image: z}}", "services: {a: {depends_on: [b], image: x}, b: {image: z}}")]
    [InlineData("services: {a: {image: x}}\nnetworks: {n: }\nvolumes: {v: {external: true}}", "services: {a: {image: x}}\nnetworks: {n: {}}\nvolumes: {v: {external: true, name: v}}")]
    [InlineData("services: {a: {image: x}}\nvolumes: {v: {x-cluster-spec: {capacity_range: {limit_bytes: 8G}}}}", "services: {a: {image: x}}\nvolumes: {v: {x-cluster-spec: {capacity_range: {limit_bytes: '8589934592'}}}}")]
    [InlineData("version: '3.5'\nservices: {a: {image: x, networks: [n]}}\nnetworks: {n: {driver: overlay}}", "version: '3.5'\nservices: {a: {image: x, networks: {n: null}}}\nnetworks: {n: {driver: overlay}}")]
    public void It_is_written_as_docker_writes_it(string yaml, string expected)
    {
        ComposeMapping project = new ComposeReader(new Yaml(), new Input(Files), Findings).Read([("compose.yml", yaml)], CancellationToken.None)!;
        string version = expected.StartsWith("version", StringComparison.Ordinal) ? "" : "version: '3.13'\n";
        string wished = new Yaml().Write(new Yaml().Read(version + expected, "expected.yml", Findings, CancellationToken.None)!);
        Assert.Equal(wished, new Yaml().Write(DockerForm.Of(project)));
    }

    [Fact]
    public void Tags_take_away_and_replace()
    {
        string project = Read(
            "services: {web: {image: app:1, ports: ['80', '81'], environment: {A: '1', B: '2'}, dns: [1.1.1.1]}}",
            "services: {web: {ports: !override ['90'], environment: {A: !reset null}, dns: !reset []}}");
        Assert.Contains("ports: [{mode: ingress, target: 90, protocol: tcp}]", project, StringComparison.Ordinal);
        Assert.Contains("environment: {B: 2}", project, StringComparison.Ordinal);
        Assert.DoesNotContain("dns", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_key_without_an_effect_is_one_warning_with_why()
    {
        Read("services:\n  web:\n    image: x\n    privileged: true\n    shm_size: 64m\n    networks: {n: {ipv4_address: 1.2.3.4}}\n    ports: [127.0.0.1:80:80]\n");
        Assert.Equal(
            ["compose.yml:4:5 services.web.privileged", "compose.yml:5:5 services.web.shm_size", "compose.yml:6:20 services.web.networks.n.ipv4_address", "compose.yml:7:13 services.web.ports[0]"],
            Findings.OrderBy(finding => finding.Line).Select(finding => $"{finding.File}:{finding.Line}:{finding.Column} {finding.Path}"));
        Assert.Contains(Findings, finding => finding.Message.EndsWith("Mount a tmpfs at /dev/shm.", StringComparison.Ordinal));
    }
}
