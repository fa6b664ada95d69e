using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Values as users type them in a console, and what the engine gets.</summary>
public sealed class AcceptedValueTests : CmdletTests
{
    private const string Container = "TaskTemplate.ContainerSpec.";
    private const string Limits = "TaskTemplate.Resources.Limits.";

    [Theory]
    [InlineData("-MemoryLimit 512MB", Limits + "MemoryBytes", "536870912")]
    [InlineData("-MemoryLimit 512m", Limits + "MemoryBytes", "536870912")]
    [InlineData("-MemoryLimit 1.5g", Limits + "MemoryBytes", "1610612736")]
    [InlineData("-MemoryLimit 1e9", Limits + "MemoryBytes", "1000000000")]
    [InlineData("-MemoryLimit 0x10000000", Limits + "MemoryBytes", "268435456")]
    [InlineData("-MemoryLimit 536870912L", Limits + "MemoryBytes", "536870912")]
    [InlineData("-CpuLimit 1.5", Limits + "NanoCPUs", "1500000000")]
    [InlineData("-CpuLimit 1.5d", Limits + "NanoCPUs", "1500000000")]
    [InlineData("-CpuLimit '0.25'", Limits + "NanoCPUs", "250000000")]
    [InlineData("-UpdateDelay 90", "UpdateConfig.Delay", "90000000000")]
    [InlineData("-UpdateDelay '90'", "UpdateConfig.Delay", "90000000000")]
    [InlineData("-UpdateDelay 1m30s", "UpdateConfig.Delay", "90000000000")]
    [InlineData("-UpdateDelay 1.5m", "UpdateConfig.Delay", "90000000000")]
    [InlineData("-UpdateDelay ([timespan]'00:01:30')", "UpdateConfig.Delay", "90000000000")]
    [InlineData("-HealthCheck @{ Command = 'true'; Interval = 5 }", Container + "Healthcheck.Interval", "5000000000")]
    [InlineData("-HealthCommand CMD-SHELL, 'curl x'", Container + "Healthcheck.Test", """["CMD-SHELL","curl x"]""")]
    [InlineData("-HealthCommand curl, x", Container + "Healthcheck.Test", """["CMD","curl","x"]""")]
    [InlineData("-Mount type=volume,source=data,target=/data", Container + "Mounts", """[{"Type":"volume","Target":"/data","Source":"data"}]""")]
    [InlineData("-Mount type=tmpfs,target=/t,readonly, 'source=d,target=/d'", Container + "Mounts", """[{"Type":"tmpfs","Target":"/t","ReadOnly":true},{"Type":"volume","Target":"/d","Source":"d"}]""")]
    [InlineData("-Publish published=8080,target=80,mode=host", "EndpointSpec.Ports", """[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"host"}]""")]
    [InlineData("-Publish 8080:80, 53:53/udp", "EndpointSpec.Ports", """[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"},{"Protocol":"udp","TargetPort":53,"PublishedPort":53,"PublishMode":"ingress"}]""")]
    [InlineData("-Publish 80", "EndpointSpec.Ports", """[{"Protocol":"tcp","TargetPort":80,"PublishMode":"ingress"}]""")]
    [InlineData("-Environment @{ A = 1; B = $true; C = $null }", Container + "Env", """["A=1","B=true","C="]""")]
    [InlineData("-Environment ([ordered]@{ Z = 1; A = 2 })", Container + "Env", """["Z=1","A=2"]""")]
    [InlineData("-Environment A=1, 'B=a=b'", Container + "Env", """["A=1","B=a=b"]""")]
    [InlineData("-Label tier=front, @{ a = 'b' }", "Labels", """{"tier":"front","a":"b"}""")]
    [InlineData("-ExtraHost @{ db = '10.0.0.9', '10.0.0.5' }", Container + "Hosts", """["10.0.0.9 db","10.0.0.5 db"]""")]
    [InlineData("-Ulimit @{ nofile = '1024:2048' }, nproc=64", Container + "Ulimits", """[{"Name":"nofile","Hard":2048,"Soft":1024},{"Name":"nproc","Hard":64,"Soft":64}]""")]
    [InlineData("-GenericResource @{ gpu = 2 }", "TaskTemplate.Resources.Reservations.GenericResources", """[{"DiscreteResourceSpec":{"Kind":"gpu","Value":2}}]""")]
    [InlineData("-SelinuxContext user=u,role=r", Container + "Privileges.SELinuxContext", """{"Disable":false,"User":"u","Role":"r","Type":"","Level":""}""")]
    [InlineData("-Mode ReplicatedJob -Replicas 4", "Mode", """{"ReplicatedJob":{"TotalCompletions":4,"MaxConcurrent":4}}""")]
    [InlineData("-Mode replicated-job -Replicas 4", "Mode", """{"ReplicatedJob":{"TotalCompletions":4,"MaxConcurrent":4}}""")]
    [InlineData("-RestartCondition on-failure", "TaskTemplate.RestartPolicy.Condition", "\"on-failure\"")]
    [InlineData("-UpdateOrder starT", "UpdateConfig.Order", "\"start-first\"")]
    [InlineData("-UpdateOrder start-first", "UpdateConfig.Order", "\"start-first\"")]
    [InlineData("-Environment ([pscustomobject]@{ A = 1; B = 'x' })", Container + "Env", """["A=1","B=x"]""")]
    [InlineData("-Environment ([Collections.DictionaryEntry]::new('A', 1))", Container + "Env", """["A=1"]""")]
    [InlineData("-Mount ([pscustomobject]@{ Source = 'd'; Target = '/d' })", Container + "Mounts", """[{"Type":"volume","Target":"/d","Source":"d"}]""")]
    [InlineData("-Argument sh, ''", Container + "Args", """["sh",""]""")]
    [InlineData("-Mode ReplicatedJob -MaxConcurrent 3", "Mode", """{"ReplicatedJob":{"MaxConcurrent":3}}""")]
    public void A_value_is_read_as_it_was_meant(string parameters, string path, string expected)
    {
        Engine.Answer("POST", "/services/create", """{"ID":"webid"}""").Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        Assert.Empty(Run($"New-SwarmService web swarmtools/test:1 -NoResolveImage -NoWait {parameters}").Errors);

        JsonNode? value = JsonNode.Parse(Engine.Sent("POST", "/services/create").Body);
        foreach (string name in path.Split('.'))
        {
            value = value?[name];
        }

        Assert.Equal(expected, value?.ToJsonString());
    }

    [Theory]
    [InlineData("Entrypoint", Container + "Command")]
    [InlineData("Argument", Container + "Args")]
    [InlineData("Group", Container + "Groups")]
    [InlineData("Environment", Container + "Env")]
    [InlineData("Label", "Labels")]
    [InlineData("ContainerLabel", Container + "Labels")]
    [InlineData("Mount", Container + "Mounts")]
    [InlineData("Publish", "EndpointSpec.Ports")]
    [InlineData("Constraint", "TaskTemplate.Placement.Constraints")]
    [InlineData("Dns", Container + "DNSConfig.Nameservers")]
    [InlineData("DnsOption", Container + "DNSConfig.Options")]
    [InlineData("DnsSearch", Container + "DNSConfig.Search")]
    [InlineData("Ulimit", Container + "Ulimits")]
    public void An_empty_text_is_an_empty_list(string parameter, string path)
    {
        Engine.Answer("POST", "/services/create", """{"ID":"webid"}""").Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        foreach (string empty in (string[])["''", "@()", "@('')"])
        {
            Assert.Empty(Run($"New-SwarmService web swarmtools/test:1 -NoResolveImage -NoWait -{parameter} {empty}").Errors);

            JsonNode? value = path.Split('.').Aggregate(JsonNode.Parse(Engine.Sent("POST", "/services/create").Body), (node, name) => node?[name]);
            Assert.True(value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }, value?.ToJsonString());
        }
    }

    [Fact]
    public void Numbers_of_a_spec_are_whole()
    {
        JsonObject service = EngineJson.Service("web");
        service["Spec"]!["UpdateConfig"] = new JsonObject { ["Delay"] = 1_728_000_000_000_000, ["MaxFailureRatio"] = 0.5 };
        Engine.Answer("GET", "/services", EngineJson.List(service));

        Assert.Equal(["Int64 1728000000000000", "Double 0.5"], Run("$c = (Get-SwarmService web).Spec.UpdateConfig; \"$($c.Delay.GetType().Name) $($c.Delay)\"; \"$($c.MaxFailureRatio.GetType().Name) $($c.MaxFailureRatio)\"").Texts);
    }

    [Fact]
    public void An_image_brings_its_platforms_and_Platform_names_others()
    {
        Engine.Answer("GET", "/distribution/registry.lab/app:1/json", """{"Descriptor":{"digest":"sha256:01"},"Platforms":[{"architecture":"amd64","os":"linux"}]}""")
            .Answer("POST", "/services/create", """{"ID":"webid"}""").Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        string PlatformsOf(string parameters)
        {
            Assert.Empty(Run("New-SwarmService web registry.lab/app:1 -NoWait " + parameters).Errors);
            return JsonNode.Parse(Engine.Sent("POST", "/services/create").Body)!["TaskTemplate"]!["Placement"]!["Platforms"]!.ToJsonString();
        }

        Assert.Equal("""[{"Architecture":"amd64","OS":"linux"}]""", PlatformsOf(""));
        Assert.Equal("""[{"Architecture":"arm64","OS":"linux"}]""", PlatformsOf("-Platform linux/arm64"));
    }

    [Fact]
    public void A_port_of_a_service_can_be_given_back_with_its_name()
    {
        JsonObject service = EngineJson.Service("web");
        service["Endpoint"] = new JsonObject { ["Ports"] = new JsonArray(new JsonObject { ["Name"] = "http", ["Protocol"] = "tcp", ["TargetPort"] = 80, ["PublishedPort"] = 8080, ["PublishMode"] = "ingress" }) };
        Engine.Answer("GET", "/services", EngineJson.List(service)).Answer("GET", "/services/webid", service.ToJsonString()).Answer("POST", "/services/webid/update", "{}");

        Assert.Empty(Run("Set-SwarmService web -Publish (@((Get-SwarmService web).Ports) + '90:90') -NoWait").Errors);

        Assert.Equal("http", (string?)JsonNode.Parse(Engine.Sent("POST", "/services/webid/update").Body)!["EndpointSpec"]!["Ports"]![0]!["Name"]);
    }
}
