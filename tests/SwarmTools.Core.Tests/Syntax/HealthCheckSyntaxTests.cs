using System;
using System.Collections;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class HealthCheckSyntaxTests
{
    [Theory]
    [InlineData("curl -f localhost", "CMD-SHELL;curl -f localhost")]
    [InlineData("curl;-f;localhost", "CMD;curl;-f;localhost")]
    [InlineData("CMD;curl;-f", "CMD;curl;-f")]
    [InlineData("CMD-SHELL;curl || exit 1", "CMD-SHELL;curl || exit 1")]
    [InlineData("NONE", "NONE")]
    [InlineData("", "")]
    public void A_command_gets_the_engines_form_unless_it_has_it(string words, string expected) => Assert.Equal(expected, string.Join(";", HealthCheckSyntax.TestOf(words.Split(';'))));

    [Fact]
    public void A_hashtable_has_all_parts()
    {
        SwarmHealthCheck check = HealthCheckSyntax.Parse(new Hashtable { ["Command"] = "true", ["Interval"] = 5, ["Timeout"] = "2s", ["StartPeriod"] = TimeSpan.FromMinutes(1), ["Retries"] = 4 });
        Assert.Equal(["CMD-SHELL", "true"], check.Test);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), 4), (check.Interval, check.Timeout, check.StartPeriod, check.Retries));
    }

    [Theory]
    [InlineData("-5s")]
    [InlineData("-00:00:05")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("50ns")]
    public void What_is_no_duration_is_refused(string interval) =>
        Refused.With(ErrorId.OptionInvalid, [interval, "interval"], () => HealthCheckSyntax.Parse(new Hashtable { ["Command"] = "true", ["Interval"] = interval }));
}
