using System;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Every value that cannot be used is refused before anything is sent; the error names the parameter, the value and what is accepted.</summary>
public sealed class RefusedValueTests : CmdletTests
{
    [Theory]
    [InlineData("-StopGracePeriod soon", "StopGracePeriod", "soon", "1m30s")]
    [InlineData("-UpdateDelay -1s", "UpdateDelay", "-1s", "1m30s")]
    [InlineData("-HealthInterval 5x", "HealthInterval", "5x", "1m30s")]
    [InlineData("-MemoryLimit 12q", "MemoryLimit", "12q", "512m")]
    [InlineData("-MemoryReservation -5", "MemoryReservation", "-5", "512m")]
    [InlineData("-CpuLimit lots", "CpuLimit", "lots", "0.5")]
    [InlineData("-CpuReservation -1", "CpuReservation", "-1", "0.5")]
    [InlineData("-CpuLimit 0.0000000001", "CpuLimit", "0.0000000001", "nine decimals")]
    [InlineData("-PidsLimit -1", "PidsLimit", "-1", "minimum")]
    [InlineData("-Replicas -1", "Replicas", "-1", "minimum")]
    [InlineData("-OomScoreAdj 1001", "OomScoreAdj", "1001", "maximum")]
    [InlineData("-MemorySwappiness 101", "MemorySwappiness", "101", "maximum")]
    [InlineData("-UpdateMaxFailureRatio 1.1", "UpdateMaxFailureRatio", "1.1", "maximum")]
    [InlineData("-UpdateOrder random", "UpdateOrder", "random", "StartFirst")]
    [InlineData("-RollbackFailureAction Rollback", "RollbackFailureAction", "Rollback", "Pause")]
    [InlineData("-RestartCondition always", "RestartCondition", "always", "OnFailure")]
    [InlineData("-UpdateOrder unknown", "UpdateOrder", "'unknown'", "none of StopFirst, StartFirst")]
    [InlineData("-UpdateOrder st", "UpdateOrder", "'st'", "none of StopFirst, StartFirst")]
    [InlineData("-EndpointMode both", "EndpointMode", "both", "Dnsrr")]
    [InlineData("-Isolation none", "Isolation", "none", "HyperV")]
    [InlineData("-AppArmor off", "AppArmor", "off", "Disabled")]
    [InlineData("-Dns ten", "Dns", "ten", "IPAddress")]
    [InlineData("-Publish 99999:80", "-Publish", "99999", "1-65535")]
    [InlineData("-UpdateMonitor ([timespan]::MaxValue)", "-UpdateMonitor", "10675199", "292 years")]
    [InlineData("-HealthInterval 50ns", "HealthInterval", "50ns", "1m30s")]
    [InlineData("-CpuLimit 1e-10", "CpuLimit", "1e-10", "nine decimals")]
    [InlineData("-Publish 0", "-Publish", "'0'", "1-65535")]
    [InlineData("-Publish 80/http", "-Publish", "http", "tcp|udp|sctp")]
    [InlineData("-Publish 1.2.3.4:80:80", "-Publish", "1.2.3.4:80:80", "all addresses")]
    [InlineData("-Publish 8000-8001:80-82", "-Publish", "8000-8001:80-82", "length")]
    [InlineData("-Mount type=disk,target=/a", "-Mount", "disk", "volume")]
    [InlineData("-Mount source=a", "-Mount", "source=a", "target")]
    [InlineData("-Mount 'source=,target=/a'", "-Mount", "'source='", "has no value")]
    [InlineData("-Mount 'source,target=/a'", "-Mount", "'source'", "has no value")]
    [InlineData("-Mount 'type=bind,source=/a,target=/b,bind-create-src'", "-Mount", "bind-create-src", "each node")]
    [InlineData("-Environment @{ P = 'a', 'b' }", "-Environment", "'P'", "join")]
    [InlineData("-Label @{ x = @{ y = 1 } }", "-Label", "'x'", "one text or number")]
    [InlineData("-HealthCheck @{ Command = 'true'; Interval = '-5s' }", "-HealthCheck", "'-5s'", "not negative")]
    [InlineData("-Environment @{ P = ([securestring]::new()) }", "-Environment", "SecureString", "one text or number")]
    [InlineData("-Environment @{ 'A=B' = 1 }", "-Environment", "'A=B'", "cannot be a key")]
    [InlineData("-Mount @{ Source = 'a', 'b'; Target = '/x' }", "-Mount", "'source'", "several values")]
    [InlineData("-Mount data:/data", "-Mount", "data:/data", "source=data,target=/data")]
    [InlineData("-Mount 'type=bind,source=./x,target=/x'", "-Mount", "./x", "whole path")]
    [InlineData("-Group a, ''", "-Group", "empty entry", "clears the list")]
    [InlineData("-GenericResource gpu=-1", "-GenericResource", "gpu=-1", "KIND=COUNT")]
    [InlineData("-ExtraHost db:10", "-ExtraHost", "'10'", "HOST:IP")]
    [InlineData("-Mode Global -MaxReplicasPerNode 1", "-MaxReplicasPerNode", "'web'", "global service")]
    [InlineData("-Mount 'type=bind,source=/a,target=/b,bind-propagation=up'", "-Mount", "'up'", "rprivate")]
    [InlineData("-Mount 'type=bind,source=/a,target=/b,bind-recursive=writable'", "-Mount", "writable", "disabled")]
    [InlineData("-Mount 'target=/a,tmpfs-size=1m'", "-Mount", "tmpfs-size", "tmpfs")]
    [InlineData("-Mount 'type=tmpfs,target=/a,tmpfs-mode=999'", "-Mount", "'999'", "1777")]
    [InlineData("-Mount 'type=volume,target=/a,what=1'", "-Mount", "'what'", "type=volume|bind|tmpfs")]
    [InlineData("-Constraint node.role=worker", "-Constraint", "node.role=worker", "==")]
    [InlineData("-Constraint 'node.role<=worker'", "-Constraint", "node.role<=worker", "==")]
    [InlineData("-Constraint node.rol==worker", "-Constraint", "node.rol", "node.labels.NAME")]
    [InlineData("-PlacementPreference node.labels.dc", "-PlacementPreference", "node.labels.dc", "spread=")]
    [InlineData("-Platform linux", "-Platform", "linux", "OS/ARCHITECTURE")]
    [InlineData("-Ulimit nofil=5", "-Ulimit", "nofil", "nofile")]
    [InlineData("-Ulimit nofile=9:5", "-Ulimit", "nofile=9:5", "soft")]
    [InlineData("-Ulimit nofile=many", "-Ulimit", "many", "SOFT")]
    [InlineData("-GenericResource gpu", "-GenericResource", "gpu", "KIND=COUNT")]
    [InlineData("-ExtraHost db", "-ExtraHost", "'db'", "HOST:IP")]
    [InlineData("-ExtraHost db:ten", "-ExtraHost", "'ten'", "HOST:IP")]
    [InlineData("-AddCapability 'net admin'", "-AddCapability", "net admin", "NET_ADMIN")]
    [InlineData("-CredentialSpec web.json", "-CredentialSpec", "web.json", "file://")]
    [InlineData("-SelinuxContext color=red", "-SelinuxContext", "color", "user=USER")]
    [InlineData("-Environment ONLY", "-Environment", "ONLY", "'ONLY='")]
    [InlineData("-Secret 'target=a'", "-Secret", "target=a", "source")]
    [InlineData("-Secret 'source=a,mode=9'", "-Secret", "'9'", "0444")]
    [InlineData("-Network 'alias=a'", "-Network", "alias=a", "name")]
    [InlineData("-LogOption max-size=1m", "-LogOption", "-LogDriver", "json-file")]
    [InlineData("-HealthCheck @{ Interval = 'soon' }", "-HealthCheck", "'soon'", "Command")]
    [InlineData("-HealthCheck @{ Test = 'a' }", "-HealthCheck", "'Test'", "Command")]
    [InlineData("-NoHealthcheck -HealthRetries 3", "-NoHealthcheck", "-Health", "no other")]
    [InlineData("-EnvironmentFile /nowhere/a.env", "EnvironmentFile", "/nowhere/a.env", "")]
    [InlineData("-Seccomp /nowhere/a.json", "Seccomp", "/nowhere/a.json", "")]
    [InlineData("-WithRegistryAuth -RegistryCredential ([pscredential]::Empty)", "-WithRegistryAuth", "-RegistryCredential", "one of the two")]
    public void A_value_is_refused(string parameters, string parameter, string value, string accepted)
    {
        ScriptResult made = Run($"New-SwarmService web swarmtools/test:1 -NoResolveImage {parameters}");

        string message = made.Error.Exception.Message;
        Assert.Contains(parameter, message, StringComparison.Ordinal);
        Assert.Contains(value, message, StringComparison.Ordinal);
        Assert.Contains(accepted, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("-Image 'Web:1'", "-Image: 'Web:1'", "lower case")]
    [InlineData("-AddPublish 99999", "-AddPublish", "99999")]
    [InlineData("-AddMount target=", "-AddMount", "target")]
    [InlineData("-RemoveConstraint node.role=worker", "-RemoveConstraint", "node.role=worker")]
    [InlineData("-RemovePlatform nonsense", "-RemovePlatform", "nonsense")]
    [InlineData("-RemovePublish 99999", "-RemovePublish", "99999")]
    [InlineData("-AddConstraint role==worker", "-AddConstraint", "role")]
    [InlineData("-AddUlimit nofile=1:0", "-AddUlimit", "nofile=1:0")]
    [InlineData("-AddEnvironment ONLY", "-AddEnvironment", "ONLY")]
    [InlineData("-AddCapability kill -DropCapability kill", "CAP_KILL", "-DropCapability")]
    [InlineData("-StopGracePeriod soon", "StopGracePeriod", "soon")]
    [InlineData("-MemoryLimit 12q", "MemoryLimit", "12q")]
    [InlineData("-CpuLimit lots", "CpuLimit", "lots")]
    [InlineData("-Replicas -1", "Replicas", "-1")]
    [InlineData("-UpdateOrder random", "UpdateOrder", "random")]
    [InlineData("-AddSecret target=a", "-AddSecret", "source")]
    [InlineData("-AddNetwork alias=a", "-AddNetwork", "name")]
    [InlineData("-AddExtraHost db:ten", "-AddExtraHost", "'ten'")]
    [InlineData("-AddPlacementPreference node.labels.dc", "-AddPlacementPreference", "spread=")]
    [InlineData("-HealthCheck @{ Interval = 'soon' }", "-HealthCheck", "'soon'")]
    [InlineData("-ClearRegistryCredential -WithRegistryAuth", "-ClearRegistryCredential", "sends one")]
    public void A_change_is_refused(string parameters, string value, string accepted)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")));

        string message = Run($"Set-SwarmService web {parameters}").Error.Exception.Message;

        Assert.Contains(value, message, StringComparison.Ordinal);
        Assert.Contains(accepted, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_table_of_replicas_without_services_is_refused()
    {
        ScriptResult result = Run("Resize-SwarmService -Scale @{}");

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.Contains("web = 3", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_refused_with_its_length()
    {
        string name = new('a', 64);

        ScriptResult result = Run($"New-SwarmService {name} swarmtools/test:1 -NoResolveImage");

        Assert.Equal(["NameInvalid"], result.ErrorIds);
        Assert.Contains("-Name: '" + name + "' cannot name a service: it has 64 characters, at most 63", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Mode Global -Replicas 3", "-Replicas")]
    [InlineData("-Mode GlobalJob -Replicas 3", "-Replicas")]
    [InlineData("-MaxConcurrent 3", "-MaxConcurrent")]
    public void What_the_mode_does_not_have_is_refused_with_the_name_of_the_service(string parameters, string parameter)
    {
        ScriptResult result = Run($"New-SwarmService web swarmtools/test:1 -NoResolveImage {parameters}");

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.Contains(parameter, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("'web'", result.Error.Exception.Message, StringComparison.Ordinal);
    }
}
