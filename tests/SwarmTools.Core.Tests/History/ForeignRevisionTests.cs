using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.History;

/// <summary>Configs under the labels of revisions that are none, or none of this version: they must not hide the others.</summary>
public class ForeignRevisionTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConfigHistoryStore Store => new(_swarm);

    public static TheoryData<string> Foreign => new(
        "", "no json", "null", "[]", "{}",
        """{ "format": 1 }""", """{ "format": "1", "Spec": {} }""", """{ "format": 2, "Spec": {} }""", """{ "format": 1, "Spec": [] }""",
        """{ "format": 1, "Spec": {}, "serviceName": 5 }""", """{ "format": 1, "Spec": {}, "serviceName": "web", "from": "x" }""",
        """{ "format": 1, "Spec": {}, "Spec": {} }""", """{ "format": 1, "Spec": {} }""", """{ "format": 1, "Spec": {}, "serviceName": "db" }""");

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task What_is_no_revision_under_our_labels_is_skipped_and_its_number_is_not_given_again(string document)
    {
        await AddAsync("web");
        AddForeign(Packed(document), "2");
        Assert.Equal(3, (await AddAsync("web")).Revision);
        Assert.Equal([1, 3], (await Store.ListAsync("web", Stop)).Select(revision => revision.Revision));
    }

    [Fact]
    public async Task An_image_that_is_none_does_not_hide_a_revision()
    {
        await AddAsync("web", spec: """{ "TaskTemplate": { "ContainerSpec": { "Image": 5 } } }""");
        Assert.Equal("", Assert.Single(await Store.ListAsync(null, Stop)).Image);
    }

    [Theory]
    [InlineData("not packed at all")]
    [InlineData("")]
    public async Task Data_that_is_not_packed_is_skipped(string data)
    {
        AddForeign(Encoding.UTF8.GetBytes(data), "1");
        Assert.Empty(await Store.ListAsync(null, Stop));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("99999999999")]
    public async Task A_number_that_is_none_is_skipped(string number)
    {
        await AddAsync("web");
        AddForeign(_swarm.Configs[0].Data, number);
        Assert.Equal([1], (await Store.ListAsync("web", Stop)).Select(revision => revision.Revision));
        Assert.Equal(2, (await AddAsync("web")).Revision);
    }

    private Task<SwarmRevision> AddAsync(string service, string spec = "{}") => Store.AddAsync(new() { ServiceName = service, Spec = (JsonObject)JsonNode.Parse(spec)! }, Stop);

    private void AddForeign(byte[] data, string number) => _swarm.Configs.Add(new()
    {
        Id = "foreign", Name = "foreign", Data = data, Labels = new Dictionary<string, string> { ["swarmtools.revision.service"] = "web", ["swarmtools.revision.number"] = number },
    });

    private static byte[] Packed(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
