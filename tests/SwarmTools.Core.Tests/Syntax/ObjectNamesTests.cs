using System;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

/// <summary>The rules of swarmkit, manager/controlapi/common.go.</summary>
public class ObjectNamesTests
{
    private static readonly string s_63 = new('a', 63);

    [Theory]
    [InlineData("web")]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("Shop_web-1")]
    [InlineData("a--__b")]
    public void A_name_of_a_service_is_taken(string name) => Assert.Equal(name, ObjectNames.Service(name));

    [Theory]
    [InlineData("")]
    [InlineData("-web")]
    [InlineData("web-")]
    [InlineData("_web")]
    [InlineData("web_")]
    [InlineData("my.web")]
    [InlineData("my web")]
    [InlineData("w\u00e9b")]
    [InlineData("web\n")]
    public void Another_is_refused(string name) =>
        Refused.With(ErrorId.NameInvalid, [$"'{name}' cannot name a service", "accepted are letters"], () => ObjectNames.Service(name));

    [Theory]
    [InlineData("db")]
    [InlineData("db.password-v1_2")]
    [InlineData("a")]
    public void A_name_of_a_secret_or_config_may_have_dots(string name)
    {
        Assert.Equal(name, ObjectNames.Secret(name));
        Assert.Equal(name, ObjectNames.Config(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".db")]
    [InlineData("db.")]
    [InlineData("db-")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("db\n")]
    public void Another_name_of_a_secret_or_config_is_refused(string name)
    {
        Refused.With(ErrorId.NameInvalid, [$"'{name}' cannot name a secret"], () => ObjectNames.Secret(name));
        Refused.With(ErrorId.NameInvalid, [$"'{name}' cannot name a config"], () => ObjectNames.Config(name));
    }

    [Fact]
    public void A_name_has_a_longest_length()
    {
        Assert.Equal(s_63, ObjectNames.Service(s_63));
        Assert.Equal(s_63, ObjectNames.Network(s_63));
        Assert.Equal(s_63 + "a", ObjectNames.Secret(s_63 + "a"));
        Refused.With(ErrorId.NameInvalid, ["64 characters", "at most 63"], () => ObjectNames.Service(s_63 + "a"));
        Refused.With(ErrorId.NameInvalid, ["64 characters", "at most 63"], () => ObjectNames.Network(s_63 + "a"));
        Refused.With(ErrorId.NameInvalid, ["65 characters", "at most 64"], () => ObjectNames.Secret(s_63 + "aa"));
    }

    [Theory]
    [InlineData("my.net")]
    [InlineData("my net")]
    [InlineData("-net")]
    [InlineData("net\n")]
    public void A_network_of_a_swarm_is_named_like_a_service(string name)
    {
        Assert.Equal("shop_back-end", ObjectNames.Network("shop_back-end"));
        Refused.With(ErrorId.NameInvalid, [$"'{name}' cannot name a network"], () => ObjectNames.Network(name));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    [InlineData("a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-!")]
    [InlineData("a-------------------------------------------------------------")]
    public async Task A_long_wrong_name_is_refused_at_once(string name)
    {
        Task check = Task.Run(() => Assert.Throws<SwarmException>(() => ObjectNames.Service(name)), TestContext.Current.CancellationToken);
        await check.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }
}
