using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine.Tests.Mapping;

/// <summary>A long list is read by two threads, from its beginning and from where an item seems to begin in the middle.</summary>
public sealed class LongListTests
{
    private const int Count = 2000;

    [Fact]
    public async Task Both_halves_are_there_once_and_in_order()
    {
        IReadOnlyList<SwarmService> services = await ReadAsync(List(Service));
        Assert.Equal(Enumerable.Range(0, Count).Select(Name), services.Select(service => service.Name));
        Assert.Equal(Enumerable.Range(0, Count).Select(number => Service(number).ToJsonString()), services.Select(service => service.ToJson()));
    }

    [Fact]
    public async Task What_only_looks_like_the_beginning_of_an_item_is_none()
    {
        // Every item has an array whose objects begin as items do.
        IReadOnlyList<SwarmService> services = await ReadAsync(List(number =>
        {
            JsonObject service = Service(number);
            service["Later"] = new JsonArray([.. Enumerable.Range(0, 50).Select(inner => Service(inner))]);
            return service;
        }));
        Assert.Equal(Enumerable.Range(0, Count).Select(Name), services.Select(service => service.Name));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.75)]
    [InlineData(0.999)]
    public async Task A_list_that_ends_too_early_is_an_error_in_either_half(double part)
    {
        byte[] whole = List(Service);
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync([.. whole.Take((int)(whole.Length * part))]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("")]
    public async Task What_is_no_list_is_an_error(string beginning) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Encoding.UTF8.GetBytes(beginning + new string(' ', ListReader.Long))));

    [Fact]
    public async Task A_long_item_alone_is_read()
    {
        JsonObject service = Service(7);
        service["Later"] = new string('x', ListReader.Long);
        Assert.Equal(Name(7), Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(new JsonArray(service).ToJsonString()))).Name);
    }

    private static Task<IReadOnlyList<SwarmService>> ReadAsync(byte[] body) => ListReader.ReadAsync(body, ServiceMapper.Read, ListReader.ByName);

    private static byte[] List(Func<int, JsonObject> item)
    {
        byte[] body = Encoding.UTF8.GetBytes(new JsonArray([.. Enumerable.Range(0, Count).Reverse().Select(item)]).ToJsonString());
        Assert.True(body.Length > ListReader.Long, "Such a list is not read in halves.");
        return body;
    }

    private static JsonObject Service(int number) => new()
    {
        ["ID"] = $"id{number:0000}",
        ["Version"] = new JsonObject { ["Index"] = number },
        ["Spec"] = new JsonObject { ["Name"] = Name(number), ["Labels"] = new JsonObject { ["com.example.purpose"] = "reading it in halves" } },
    };

    private static string Name(int number) => $"service-{number:0000}";
}
