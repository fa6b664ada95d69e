using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class ManagerAddressTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1:2377")]
    [InlineData(" m1.example.org:2378 ", "m1.example.org:2378")]
    [InlineData("::1", "[::1]:2377")]
    [InlineData("[fd00::1]:2400", "[fd00::1]:2400")]
    [InlineData("[fd00::1]", "[fd00::1]:2377")]
    public void The_port_is_that_of_swarms_without_one(string text, string address) => Assert.Equal(address, ManagerAddress.Parse(text));

    [Theory]
    [InlineData("tcp://10.0.0.1:2377")]
    [InlineData("")]
    [InlineData("10.0.0.1:")]
    [InlineData("10.0.0.1:x")]
    [InlineData("10.0.0.1:70000")]
    [InlineData("a b")]
    [InlineData(":2377")]
    public void What_is_no_address_is_refused(string text) => Refused.With(ErrorId.OptionInvalid, [$"'{text}'", "HOST:PORT"], () => ManagerAddress.Parse(text));
}
