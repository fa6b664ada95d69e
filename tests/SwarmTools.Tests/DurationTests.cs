using System;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Durations and moments as users type them: PowerShell has read them before a cmdlet does.</summary>
public sealed class DurationTests : CmdletTests
{
    [Theory]
    [InlineData("2s")]
    [InlineData("2")]
    [InlineData("2.5")]
    [InlineData("1d")]
    [InlineData("1m30s")]
    [InlineData("'00:01:30'")]
    [InlineData("'300'")]
    [InlineData("0x10")]
    [InlineData("(10 / 3)")]
    [InlineData("1e-3")]
    [InlineData("([timespan]::FromSeconds(2))")]
    [InlineData("([timespan]::MaxValue)")]
    [InlineData("9000000d")]
    public void A_timeout_may_be_of_any_length(string timeout)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"))).Answer("DELETE", "/services/webid", "").Answer("GET", "/tasks", "[]");

        Assert.Empty(Run($"Remove-SwarmService web -Timeout {timeout}").Errors);
    }

    [Theory]
    [InlineData("Set-SwarmService web -AddLabel a=1")]
    [InlineData("Resize-SwarmService web 0")]
    [InlineData("Restart-SwarmService web")]
    [InlineData("Stop-SwarmService web")]
    [InlineData("Wait-SwarmService web")]
    public void So_may_that_of_a_change(string script)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web", replicas: 0))).Answer("GET", "/tasks", "[]")
            .Answer("GET", "/services/webid", EngineJson.Service("web", replicas: 0).ToJsonString()).Answer("POST", "/services/webid/update", "{}");

        Assert.Empty(Run(script + " -Timeout ([timespan]::MaxValue)").Errors);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("'soon'")]
    [InlineData("1e300")]
    [InlineData("([timespan]::FromSeconds(-1))")]
    public void What_is_no_duration_is_refused_before_anything_is_sent(string timeout)
    {
        ScriptResult result = Run($"Remove-SwarmService web -Timeout {timeout}");

        Assert.Equal(["ParameterArgumentTransformationError"], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Path == "/services");
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("1d", 86400)]
    [InlineData("([timespan]'00:00:30')", 30)]
    public void Since_takes_a_duration_before_now(string since, int seconds)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web"))).Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1)))
            .Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1"))).Answer("GET", "/tasks/web1task/logs", "");

        Assert.Empty(Run($"Get-SwarmLog web -Since {since}").Errors);

        string query = Engine.Sent("GET", "/tasks/web1task/logs").Query;
        double sent = double.Parse(query.Split("since=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds - sent, -60, 60);
    }
}
