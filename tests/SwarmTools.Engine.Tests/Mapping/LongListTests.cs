using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine.Tests.Mapping;

/// <summary>Lists so long that two threads read them.</summary>
public class LongListTests
{
    private const int Count = 2_000;

    [Fact]
    public async Task All_items_are_there_and_in_order()
    {
        SwarmNode[] nodes = await ReadAsync("[" + string.Join(",", Enumerable.Range(0, Count).Reverse().Select(number => Node(number))) + "]");
        Assert.Equal(Enumerable.Range(0, Count).Select(Name), nodes.Select(node => node.Name));
        Assert.All(nodes, node => Assert.Equal(Node(int.Parse(node.Name[1..], CultureInfo.InvariantCulture)), node.ToJson()));
    }

    [Fact]
    public async Task What_only_looks_like_the_next_item_does_not_mislead()
    {
        string lookalikes = string.Join(",", Enumerable.Range(0, Count).Select(_ => """{"ID":"x"}"""));
        SwarmNode[] nodes = await ReadAsync("[" + Node(1) + "," + Node(2, $$""","Unknown":[{{lookalikes}}]""") + "," + Node(3) + "]");
        Assert.Equal([Name(1), Name(2), Name(3)], nodes.Select(node => node.Name));
    }

    [Fact]
    public async Task Text_that_looks_like_the_next_item_does_not_mislead()
    {
        string lookalikes = string.Concat(Enumerable.Repeat(@"},{\""ID\"":\""x\""", Count));
        SwarmNode[] nodes = await ReadAsync("[" + Node(1) + "," + Node(2, $",\"Unknown\":\"{lookalikes}\"") + "]");
        Assert.Equal([Name(1), Name(2)], nodes.Select(node => node.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(",{\"ID\":\"cut")]
    [InlineData(",{\"ID\" \"no colon\"}]")]
    public async Task A_broken_end_is_an_error_and_no_shorter_list(string end) => await Assert.ThrowsAnyAsync<JsonException>(
        () => ReadAsync("[" + string.Join(",", Enumerable.Range(0, Count).Select(number => Node(number))) + end));

    [Fact]
    public async Task A_broken_beginning_is_an_error_and_no_shorter_list() => await Assert.ThrowsAnyAsync<JsonException>(
        () => ReadAsync("[{]," + string.Join(",", Enumerable.Range(0, Count).Select(number => Node(number))) + "]"));

    private static async Task<SwarmNode[]> ReadAsync(string json) =>
        [.. await ListReader.ReadAsync(Encoding.UTF8.GetBytes(json), NodeMapper.Read, ListReader.ByName)];

    private static string Node(int number, string more = "") => $$"""{"ID":"id{{number}}","Description":{"Hostname":"{{Name(number)}}"}{{more}}}""";

    private static string Name(int number) => "n" + number.ToString("00000", CultureInfo.InvariantCulture);
}
