using System.Collections;
using System.Collections.Specialized;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class HostSyntaxTests
{
    [Theory]
    [InlineData("db:10.0.0.5", "10.0.0.5 db")]
    [InlineData("db=10.0.0.5", "10.0.0.5 db")]
    [InlineData("db:[fd00::1]", "fd00::1 db")]
    [InlineData("gate:host-gateway", "host-gateway gate")]
    public void An_extra_host_is_written_as_the_engine_wants_it(string text, string expected) => Assert.Equal([expected], HostSyntax.Parse(text));

    // The first address of a name counts.
    [Fact]
    public void Several_addresses_keep_their_order() =>
        Assert.Equal(["10.0.0.9 db", "10.0.0.5 db", "10.0.0.1 api"], HostSyntax.Parse(new OrderedDictionary { ["db"] = new object[] { "10.0.0.9", "10.0.0.5" }, ["api"] = "10.0.0.1" }));

    [Fact]
    public void A_plain_hashtable_has_no_order_so_it_gets_one() => Assert.Equal(["1.1.1.1 a", "1.1.1.2 b"], HostSyntax.Parse(new Hashtable { ["b"] = "1.1.1.2", ["a"] = "1.1.1.1" }));

    [Theory]
    [InlineData("db", "it is not HOST:IP")]
    [InlineData("db:10", "'10' is not an address")]
    [InlineData("db:10.1", "'10.1' is not an address")]
    [InlineData("my db:10.0.0.1", "'my db' is not a host name")]
    public void What_is_no_extra_host_is_refused(string text, string why) => Refused.With(ErrorId.OptionInvalid, [text, why], () => HostSyntax.Parse(text));

    [Theory]
    [InlineData("10.0.0.5 db", "db", "")]
    [InlineData("10.0.0.5 db", "db:10.0.0.5", "")]
    [InlineData("10.0.0.5 db", "db:10.0.0.6", "10.0.0.5 db")]
    [InlineData("10.0.0.5 db", "DB", "10.0.0.5 db")]
    [InlineData("10.0.0.5 db db-alias", "db-alias", "10.0.0.5 db")]
    [InlineData("10.0.0.5\tdb db-alias", "db", "10.0.0.5 db-alias")]
    [InlineData("10.0.0.5", "db", "10.0.0.5")]
    public void A_name_is_taken_out_of_an_entry(string entry, string name, string left) => Assert.Equal(left, HostSyntax.Without(entry, name));

    [Theory]
    [InlineData("db", "db")]
    [InlineData("db=10.0.0.5", "db:10.0.0.5")]
    [InlineData(" db : 10.0.0.5 ", "db:10.0.0.5")]
    [InlineData("db:[fd00::1]", "db:fd00::1")]
    [InlineData("db=fd00::1", "db:fd00::1")]
    public void What_is_to_go_is_written_as_what_was_added(string text, string expected) => Assert.Equal(expected, HostSyntax.ParseForRemoval(text));

    [Fact]
    public void A_service_loses_the_name_alone()
    {
        System.Text.Json.Nodes.JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.Hosts.Replace("-ExtraHost", ["10.0.0.5 db db-alias", "10.0.0.6 api"]), ServiceOptions.Hosts.Remove("-RemoveExtraHost", "db-alias"), ServiceOptions.Hosts.Remove("-RemoveExtraHost", "api")]);
        Assert.Equal("""["10.0.0.5 db"]""", spec["TaskTemplate"]!["ContainerSpec"]!["Hosts"]!.ToJsonString());
    }
}
