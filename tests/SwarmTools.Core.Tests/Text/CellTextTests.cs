using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

public class CellTextTests
{
    [Theory]
    [InlineData("short", 80, 30, "short")]
    [InlineData("shop_frontend_of_the_north", 80, 20, "shop_fr..._north")]
    [InlineData("shop_frontend_of_the_north", 120, 20, "shop_fronte..._the_north")]
    [InlineData("shop_frontend_of_the_north", 0, 20, "shop_frontend_of_the_north")]
    [InlineData("shop_frontend_of_the_north", 10, 1, "sho...th")]
    public void A_long_name_keeps_its_beginning_and_its_end(string name, int width, int percent, string expected) => Assert.Equal(expected, View.Middle(name, width, percent));

    [Theory]
    [InlineData("nginx:1.27", "nginx:1.27")]
    [InlineData("registry.example.com/team/web:1.27", "...am/web:1.27")]
    public void A_long_image_keeps_its_tag(string image, string expected) => Assert.Equal(expected, View.End(image, 80, 18));

    [Fact]
    public void No_character_is_cut_in_two()
    {
        const string Wheels = "\U0001F6DE\U0001F6DE\U0001F6DE\U0001F6DE\U0001F6DE\U0001F6DE\U0001F6DE\U0001F6DE";

        Assert.Equal("\U0001F6DE...\U0001F6DE", View.Middle(Wheels, 80, 10));
        Assert.Equal("...\U0001F6DE\U0001F6DE", View.End(Wheels, 80, 10));
    }

    [Theory]
    [InlineData("shop_frontend", 20, "shop_frontend")]
    [InlineData("shop_frontend", 10, "shop_\nfrontend")]
    [InlineData("shop_frontend", 6, "shop_\nfronte\nnd")]
    [InlineData("a-b.c/d", 4, "a-b.\nc/d")]
    [InlineData("", 4, "")]
    [InlineData("shop_frontend", 0, "shop_frontend")]
    public void A_name_is_broken_between_its_parts(string name, int width, string expected) => Assert.Equal(expected, View.Name(name, width));
}
