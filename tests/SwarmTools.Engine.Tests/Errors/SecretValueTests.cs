using System;
using System.Net;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Errors;

public class SecretValueTests
{
    private const string Value = "Geheim-4711-is-not-for-logs";

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"message":"no"}""")]
    [InlineData(HttpStatusCode.Conflict, """{"message":"rpc error: code = AlreadyExists desc = secret key already exists"}""")]
    [InlineData(HttpStatusCode.InternalServerError, "plain text")]
    [InlineData(HttpStatusCode.Created, "<html>")]
    [InlineData(HttpStatusCode.Created, "")]
    public async Task A_value_is_in_no_text_of_a_refusal(HttpStatusCode status, string body)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/secrets/create", body, status);
        await AssertHiddenAsync(fake);
    }

    [Fact]
    public async Task A_value_is_in_no_text_of_a_broken_connection()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/secrets/create", (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await AssertHiddenAsync(fake);
    }

    private static async Task AssertHiddenAsync(FakeEngine fake)
    {
        using DockerEngine engine = Connect.To(fake);
        using SecretPayload payload = SecretPayload.From(Value);
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(
            () => engine.CreateSecretAsync(new() { Name = "key", Payload = payload }, Stop.Token));
        string all = failure.ToString();
        Assert.DoesNotContain(Value, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(payload.Bytes), all, StringComparison.Ordinal);
    }
}
