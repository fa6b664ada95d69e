using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Requests;

public class SecretRequestTests
{
    private const string Listed = """
        [{"ID":"s 1","Version":{"Index":7},"Spec":{"Name":"key","Labels":{"a":"1"},"Templating":{"Name":"golang"},"Invented":[1]}}]
        """;

    private const string Update = "/secrets/s 1/update";

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "rpc error: code = Unknown desc = update out of sequence", true)]
    [InlineData(HttpStatusCode.InternalServerError, "rpc error: code = Unknown desc = update out of sequence", true)]
    [InlineData(HttpStatusCode.BadRequest, "rpc error: code = InvalidArgument desc = only updates to Labels are allowed", false)]
    public async Task The_engine_compares_a_value(HttpStatusCode status, string answer, bool expected)
    {
        await using FakeEngine fake = await StartAsync();
        fake.Refuse("POST", Update, status, answer);
        using DockerEngine engine = Connect.To(fake);
        using SecretPayload payload = new([0, 255, 10]);
        Assert.Equal(expected, await engine.HasValueAsync((await engine.ListSecretsAsync(Stop.Token))[0], payload, Stop.Token));
        RecordedRequest sent = fake.Sent("POST", Update);
        Assert.Equal("?version=0", sent.Query);
        Assert.Equal("""{"Name":"key","Labels":{"a":"1"},"Templating":{"Name":"golang"},"Invented":[1],"Data":"AP8K"}""", sent.Body);
        Assert.Equal([0, 255, 10], payload.Bytes);
    }

    [Fact]
    public async Task An_empty_value_is_no_secrets_and_is_not_asked_for()
    {
        await using FakeEngine fake = await StartAsync();
        using DockerEngine engine = Connect.To(fake);
        using SecretPayload payload = new([]);
        Assert.False(await engine.HasValueAsync((await engine.ListSecretsAsync(Stop.Token))[0], payload, Stop.Token));
        Assert.Single(fake.Requests);
    }

    [Fact]
    public async Task Any_other_answer_is_an_error_without_the_value()
    {
        await using FakeEngine fake = await StartAsync();
        fake.Refuse("POST", Update, HttpStatusCode.NotFound, "secret s 1 not found");
        using DockerEngine engine = Connect.To(fake);
        using SecretPayload payload = SecretPayload.From("Geheim-4711-is-not-for-logs");
        SwarmSecret secret = (await engine.ListSecretsAsync(Stop.Token))[0];
        SwarmException failure = await Refused.WithAsync(ErrorId.SecretNotFound, ["'key'"], () => engine.HasValueAsync(secret, payload, Stop.Token));
        Assert.DoesNotContain("Geheim", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(payload.Bytes), failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("Geheim-4711-is-not-for-logs", Encoding.UTF8.GetString(payload.Bytes));
    }

    [Fact]
    public async Task Labels_are_replaced_and_no_value_is_sent()
    {
        await using FakeEngine fake = await StartAsync();
        fake.Answer("POST", Update, "");
        using DockerEngine engine = Connect.To(fake);
        await engine.LabelSecretAsync((await engine.ListSecretsAsync(Stop.Token))[0], new Dictionary<string, string> { ["b"] = "2" }, Stop.Token);
        RecordedRequest sent = fake.Sent("POST", Update);
        Assert.Equal("?version=7", sent.Query);
        Assert.Equal("""{"Name":"key","Labels":{"b":"2"},"Templating":{"Name":"golang"},"Invented":[1]}""", sent.Body);
    }

    private static async Task<FakeEngine> StartAsync() => (await FakeEngine.StartAsync()).Answer("GET", "/secrets", Listed);
}
